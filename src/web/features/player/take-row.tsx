import { use } from 'react';

import { takeLetter, type Take, type Task } from '#shared/task.ts';

import { formatLength } from '../../lib/format-length.ts';
import { onDemand } from '../../lib/on-demand.ts';
import * as words from '../../strings/task-strings.ts';
import { DescribedBy } from '../../ui/described-by.ts';
import { lazyComponent } from '../../ui/lazy-component.tsx';
import { RowTab } from '../tasks/card/row-tab.ts';
import { isWhole } from '../tasks/card/task-status.ts';
import { toggleTake } from './play-take.ts';
import { playback, useTakePlayback } from './playback.ts';
import { Waveform } from './waveform.tsx';

const PlaybackProblem = lazyComponent(() => import('./playback-problem.tsx'), 'PlaybackProblem');

const dragging = onDemand(() => import('./drag-take.ts'));

/** One take: play, its waveform, the time, download. `longestS` is the length that fills the width. */
export function TakeRow({ task, take, longestS = 0 }: { task: Task; take: Take; longestS?: number }) {
  const { status, at } = useTakePlayback(take.audio);
  const tab = use(RowTab);
  const heading = use(DescribedBy);
  const name = words.take(takeLetter(take.n));
  const isOn = status === 'playing' || status === 'loading';
  const seconds = playback.durationOf(take.audio) ?? take.durationS;
  const isElapsed = isOn || (status === 'paused' && at > 0);
  return (
    <>
      <div className="take" data-on={isElapsed || undefined}>
        <button
          type="button"
          className="play"
          data-icon={isOn ? 'pause' : 'play'}
          aria-label={isOn ? words.pause(name) : words.play(name)}
          aria-describedby={heading}
          aria-busy={status === 'loading'}
          tabIndex={tab}
          onClick={() => toggleTake(task, take)}
        />
        <span aria-hidden="true" className="letter">
          {takeLetter(take.n)}
        </span>
        <Waveform
          task={task}
          take={take}
          name={name}
          status={status}
          share={shareOf(take, longestS)}
          at={at}
        />
        <span className="time">
          {isElapsed ? formatLength(at, seconds ?? at) : seconds === null ? '' : formatLength(seconds)}
        </span>
        {isWhole(take) || task.state !== 'rendering' ? (
          <a
            href={`${take.audio}?download=1`}
            download
            data-icon="download"
            aria-label={words.download(name)}
            aria-describedby={heading}
            title={words.downloadTitle(name)}
            tabIndex={tab}
            // Before a drag can begin.
            onPointerEnter={dragging.prefetch}
            onDragStart={({ dataTransfer }) => dragging.here()?.dragTake(dataTransfer, task, take)}
          />
        ) : null}
      </div>
      {status === 'failed' && (
        <p role="alert" className="text-sm text-danger">
          <PlaybackProblem name={name} isRendering={task.state === 'rendering'} />
        </p>
      )}
    </>
  );
}

/** Of the width that the longest take fills, in per cent. */
const shareOf = ({ durationS }: Take, longestS: number): number =>
  durationS === null || longestS === 0 ? 100 : Math.max(4, (durationS / longestS) * 100);

/** The place of a take that is still to come, as high as the take will be. */
export function TakePlace({ n, children }: { n: number; children?: string }) {
  return (
    <div className="take">
      <span aria-hidden="true" className="place" />
      <span aria-hidden="true" className="letter">
        {takeLetter(n)}
      </span>
      <span className="waits">{children}</span>
    </div>
  );
}
