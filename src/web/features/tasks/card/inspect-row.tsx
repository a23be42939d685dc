import { useEffect, useSyncExternalStore } from 'react';

import { takeLetter, type ReadyTask, type Take } from '#shared/task.ts';

import { useStore } from '../../../lib/create-store.ts';
import * as words from '../../../strings/task-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { useInspector, type InspectorActions } from '../../inspector/inspector-context.ts';
import { playback } from '../../player/playback.ts';
import { isWhole } from '../../player/take-row.tsx';

/** Was it made as asked, in one line once a take was played, and the way to the inspector. */
export function InspectRow({ task }: { task: ReadyTask }) {
  const inspector = useInspector();
  const takes = task.takes.filter(isWhole);
  if (!inspector || takes.length === 0) return null;
  return <Row task={task} takes={takes} inspector={inspector} />;
}

function Row({
  task,
  takes,
  inspector,
}: {
  task: ReadyTask;
  takes: readonly Take[];
  inspector: InspectorActions;
}) {
  const latest = useStore(playback.store, ({ src }) => src);
  const last = takes.find(({ audio }) => audio === latest) ?? null;
  const isPlaying = useStore(playback.store, ({ status }) => last !== null && status === 'playing');
  useEffect(() => {
    if (last && isPlaying) inspector.measure(task, last);
  }, [inspector, task, last, isPlaying]);

  const measured = useSyncExternalStore(
    inspector.subscribe,
    () => [last, ...takes].find((take) => take && inspector.verdictOf(take.audio)) ?? null,
    () => null,
  );
  const verdict = measured && inspector.verdictOf(measured.audio);
  return (
    <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
      <p className="min-w-0 flex-1 text-sm wrap-anywhere text-muted">
        {measured && verdict && (
          <>
            <span className="font-semibold">{takeLetter(measured.n)} </span>
            <span className={verdict.grade === 'off' ? 'text-warn' : ''}>{verdict.line}</span>
          </>
        )}
      </p>
      <Button
        look="quiet"
        title={words.inspectTitle}
        onPointerEnter={inspector.prepare}
        onFocus={inspector.prepare}
        onClick={() => {
          playback.pause();
          inspector.open(task, (last ?? takes[0])?.n ?? 1);
        }}
      >
        <Icon name="wave" /> {words.inspect}
      </Button>
    </div>
  );
}
