import { useEffect, useSyncExternalStore } from 'react';

import { takeLetter, type ReadyTask, type Take } from '#shared/task.ts';

import { useStore } from '../../../lib/create-store.ts';
import * as words from '../../../strings/task-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { useListening, type Listening } from '../../inspector/inspector-context.ts';
import { playback } from '../../player/playback.ts';
import { isWhole } from '../../player/take-row.tsx';

/** Was it made as asked, in one line once a take was played, and the way to the listening bench. */
export function InspectRow({ task }: { task: ReadyTask }) {
  const listening = useListening();
  const takes = task.takes.filter(isWhole);
  if (!listening || takes.length === 0) return null;
  return <Row task={task} takes={takes} listening={listening} />;
}

function Row({ task, takes, listening }: { task: ReadyTask; takes: readonly Take[]; listening: Listening }) {
  const latest = useStore(playback.store, ({ src }) => src);
  const last = takes.find(({ audio }) => audio === latest) ?? null;
  const isPlaying = useStore(playback.store, ({ status }) => last !== null && status === 'playing');
  useEffect(() => {
    if (last && isPlaying) listening.measure(task, last);
  }, [listening, task, last, isPlaying]);

  const measured = useSyncExternalStore(
    listening.subscribe,
    () => [last, ...takes].find((take) => take && listening.verdictOf(take.audio)) ?? null,
    () => null,
  );
  const verdict = measured && listening.verdictOf(measured.audio);
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
        title={words.listenTitle}
        onPointerEnter={listening.prepare}
        onFocus={listening.prepare}
        onClick={() => {
          playback.pause();
          listening.open(task, (last ?? takes[0])?.n ?? 1);
        }}
      >
        <Icon name="wave" /> {words.listen}
      </Button>
    </div>
  );
}
