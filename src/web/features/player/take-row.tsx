import { takeLetter, type Take, type Task } from '#shared/task.ts';

import { useStore } from '../../lib/create-store.ts';
import { formatTime } from '../../lib/ticker.ts';
import * as words from '../../strings/task-strings.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { nameOfTake } from '../inspector/take-sound.ts';
import { playback, useTakePlayback } from './playback.ts';
import { Waveform } from './waveform.tsx';

const letterClass = 'w-3 shrink-0 text-center text-sm font-semibold';

/** All of it is there, not only the start of a stream. */
export const isWhole = (take: Take): boolean => take.kept || take.durationS !== null;

/** One take: play, its waveform, the time, download. */
export function TakeRow({ task, take }: { task: Task; take: Take }) {
  const { status, second } = useTakePlayback(take.audio);
  const name = words.take(takeLetter(take.n));
  const loop = task.request.soundLoop === true;
  const isOn = status === 'playing' || status === 'loading';
  const seconds = playback.durationOf(take.audio) ?? take.durationS;
  return (
    <div>
      <div className="flex h-10 items-center gap-2">
        <button
          type="button"
          aria-label={isOn ? words.pause(name) : words.play(name)}
          aria-busy={status === 'loading'}
          className="grid size-8 shrink-0 place-items-center rounded-full bg-key-wash text-key-ink transition-opacity hover:opacity-80"
          onClick={() => playback.toggle(take.audio, loop, task.request.prompt ?? task.title)}
        >
          <Icon name={isOn ? 'pause' : 'play'} />
        </button>
        <span aria-hidden="true" className={letterClass}>
          {takeLetter(take.n)}
        </span>
        <Waveform
          src={take.audio}
          name={name}
          durationS={take.durationS}
          isWhole={isWhole(take)}
          status={status}
          second={second}
          loop={loop}
        />
        <span className="min-w-9 text-right text-sm whitespace-nowrap text-muted">
          {status !== 'idle' && <span className="text-ink">{formatTime(second)}</span>}
          {status !== 'idle' && seconds !== null && ' / '}
          {seconds !== null && formatTime(seconds)}
        </span>
        <a
          hidden={!isWhole(take) && task.state === 'rendering'}
          href={`${take.audio}?download=1`}
          download
          aria-label={words.download(name)}
          title={words.downloadTitle(name)}
          onDragStart={(event) => {
            // Chromium's: a link dragged out of the page becomes the file behind it.
            const url = new URL(`${take.audio}?download=1`, location.href).href;
            event.dataTransfer.setData('DownloadURL', `audio/mpeg:${nameOfTake(task, take)}:${url}`);
          }}
          className={buttonClass('icon')}
        >
          <Icon name="download" />
        </a>
      </div>
      {status === 'failed' && (
        <p role="alert" className="text-sm text-danger">
          <PlaybackProblem name={name} isRendering={task.state === 'rendering'} />
        </p>
      )}
      {take.keepProblem !== undefined && (
        <p className="text-sm text-warn">{words.notKept(name, take.keepProblem)}</p>
      )}
    </div>
  );
}

function PlaybackProblem({ name, isRendering }: { name: string; isRendering: boolean }) {
  const failure = useStore(playback.store, (state) => state.failure);
  if (failure === 'device') return words.noSoundDevice;
  return isRendering ? words.notYetPlayable(name) : words.notPlayable(name);
}

/** The place of a take that is still to come, as high as the take will be. */
export function TakePlace({ n, children }: { n: number; children?: string }) {
  return (
    <div className="flex h-10 items-center gap-2 text-muted">
      <span aria-hidden="true" className="size-8 shrink-0 rounded-full border border-dashed border-line" />
      <span aria-hidden="true" className={letterClass}>
        {takeLetter(n)}
      </span>
      <span className="flex h-8 flex-1 items-center rounded-control border border-dashed border-line px-3 text-sm">
        {children}
      </span>
    </div>
  );
}
