import { useEffect } from 'react';

import { takeLetter, type ReadyTask, type Take } from '#shared/task.ts';

import { useStore } from '../../../lib/create-store.ts';
import * as words from '../../../strings/task-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { prefetchInspector, takeVerdicts } from '../../inspector/load-inspector.ts';
import { inspectTake } from '../../inspector/open-inspector.ts';
import { soundOf } from '../../inspector/take-sound.ts';
import { playback } from '../../player/playback.ts';
import { isWhole } from '../../player/take-row.tsx';

/** Was it made as asked, in one line once a take was played, and the button of the inspector. */
export function InspectRow({ task }: { task: ReadyTask }) {
  const takes = task.takes.filter(isWhole);
  return takes.length === 0 ? null : <Row task={task} takes={takes} />;
}

function Row({ task, takes }: { task: ReadyTask; takes: readonly Take[] }) {
  const current = useStore(playback.store, ({ src }) => src);
  const last = takes.find(({ audio }) => audio === current) ?? null;
  const isPlaying = useStore(playback.store, ({ status }) => last !== null && status === 'playing');
  useEffect(() => {
    if (last && isPlaying) void takeVerdicts.measure(soundOf(task, last));
  }, [task, last, isPlaying]);

  const measured = useStore(
    takeVerdicts.store,
    (verdicts) => [last, ...takes].find((take) => take && verdicts.has(take.audio)) ?? null,
  );
  const verdict = measured && takeVerdicts.of(measured.audio);
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
        onPointerEnter={prefetchInspector}
        onFocus={prefetchInspector}
        onClick={() => {
          playback.pause();
          inspectTake(task, (last ?? takes[0])?.n ?? 1);
        }}
      >
        <Icon name="wave" /> {words.inspect}
      </Button>
    </div>
  );
}
