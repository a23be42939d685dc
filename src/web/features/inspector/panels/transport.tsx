import { useRef } from 'react';

import { durationOf, type Pcm } from '../../../../audio/pcm.ts';
import { words } from '../../../strings/inspector-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import type { Player, PlayerStatus } from '../player/loop-player.ts';
import { useFrames } from '../use-inspected-sounds.ts';
import { formatBar, formatClock } from './format-readouts.ts';
import { Toggle } from './toggles.tsx';

const LOWEST_DB = -40;

export interface PlaybackOptions {
  isLooping: boolean;
  snaps: boolean;
  showsSeam: boolean;
  /** 0 is as it is. */
  levelDb: number;
}

export function Transport({
  player,
  status,
  pcm,
  bpm,
  options,
  onOptions,
}: {
  player: Player;
  status: PlayerStatus;
  pcm: Pcm;
  bpm: number | null;
  options: PlaybackOptions;
  onOptions: (change: Partial<PlaybackOptions>) => void;
}) {
  const isPlaying = status === 'playing';
  return (
    <div className="inspector-transport">
      <button
        type="button"
        className="inspector-play"
        aria-label={isPlaying ? words.pause : words.play}
        aria-keyshortcuts="Space"
        onClick={() => player.toggle()}
      >
        <Icon name={isPlaying ? 'pause' : 'play'} />
      </button>
      <Clock player={player} pcm={pcm} bpm={bpm} isPlaying={isPlaying} />
      <label className="inspector-level">
        <span>{words.level}</span>
        <input
          type="range"
          min={LOWEST_DB}
          max={0}
          step={1}
          value={options.levelDb}
          aria-valuetext={options.levelDb <= LOWEST_DB ? words.silent : words.inDb(options.levelDb)}
          onChange={(event) => onOptions({ levelDb: event.target.valueAsNumber })}
        />
      </label>
      <div className="inspector-row inspector-looping">
        <Toggle
          label={words.loop}
          checked={options.isLooping}
          onChange={(isLooping) => onOptions({ isLooping })}
        />
        {options.isLooping && (
          <>
            {bpm !== null && (
              <Toggle label={words.snap} checked={options.snaps} onChange={(snaps) => onOptions({ snaps })} />
            )}
            <Button aria-keyshortcuts="S" aria-pressed={status === 'seam'} onClick={() => player.playSeam()}>
              {words.playSeam}
            </Button>
            <Toggle
              label={words.zoomSeam}
              checked={options.showsSeam}
              onChange={(showsSeam) => onOptions({ showsSeam })}
            />
          </>
        )}
      </div>
    </div>
  );
}

export const levelOf = ({ levelDb }: PlaybackOptions): number =>
  levelDb <= LOWEST_DB ? 0 : 10 ** (levelDb / 20);

/** Seconds, and bars and beats where there is a BPM to count them by. */
function Clock({
  player,
  pcm,
  bpm,
  isPlaying,
}: {
  player: Player;
  pcm: Pcm;
  bpm: number | null;
  isPlaying: boolean;
}) {
  const time = useRef<HTMLSpanElement>(null);
  const bar = useRef<HTMLSpanElement>(null);
  useFrames(() => {
    const seconds = player.position() / pcm.sampleRate;
    if (time.current) time.current.textContent = formatClock(seconds);
    if (bar.current && bpm !== null) bar.current.textContent = formatBar(seconds, bpm);
  }, isPlaying);
  return (
    <p className="inspector-clock">
      <span ref={time} className="inspector-time" />
      <span className="inspector-muted">/ {formatClock(durationOf(pcm))}</span>
      {bpm !== null && (
        <span className="inspector-bar">
          {words.bar} <span ref={bar} />
        </span>
      )}
    </p>
  );
}
