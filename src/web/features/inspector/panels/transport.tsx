import { useRef } from 'react';

import { durationOf, type Pcm } from '../../../../audio/pcm.ts';
import { words } from '../../../strings/inspector-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import type { Player, PlayerStatus } from '../player/loop-player.ts';
import { useFrames } from '../use-inspector-state.ts';
import { sayBar, sayClock } from './readouts.ts';
import { Toggle } from './toggles.tsx';

const LOWEST_DB = -40;

export interface Hearing {
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
  hearing,
  onHearing,
}: {
  player: Player;
  status: PlayerStatus;
  pcm: Pcm;
  bpm: number | null;
  hearing: Hearing;
  onHearing: (change: Partial<Hearing>) => void;
}) {
  const isPlaying = status === 'playing';
  return (
    <div className="bench-transport">
      <button
        type="button"
        className="bench-play"
        aria-label={isPlaying ? words.pause : words.play}
        aria-keyshortcuts="Space"
        onClick={() => player.toggle()}
      >
        <Icon name={isPlaying ? 'pause' : 'play'} />
      </button>
      <Clock player={player} pcm={pcm} bpm={bpm} isPlaying={isPlaying} />
      <label className="bench-level">
        <span>{words.level}</span>
        <input
          type="range"
          min={LOWEST_DB}
          max={0}
          step={1}
          value={hearing.levelDb}
          aria-valuetext={hearing.levelDb <= LOWEST_DB ? words.silent : words.inDb(hearing.levelDb)}
          onChange={(event) => onHearing({ levelDb: event.target.valueAsNumber })}
        />
      </label>
      <div className="bench-row bench-looping">
        <Toggle
          label={words.loop}
          checked={hearing.isLooping}
          onChange={(isLooping) => onHearing({ isLooping })}
        />
        {hearing.isLooping && (
          <>
            {bpm !== null && (
              <Toggle label={words.snap} checked={hearing.snaps} onChange={(snaps) => onHearing({ snaps })} />
            )}
            <Button aria-keyshortcuts="S" aria-pressed={status === 'seam'} onClick={() => player.playSeam()}>
              {words.playSeam}
            </Button>
            <Toggle
              label={words.zoomSeam}
              checked={hearing.showsSeam}
              onChange={(showsSeam) => onHearing({ showsSeam })}
            />
          </>
        )}
      </div>
    </div>
  );
}

export const levelOf = ({ levelDb }: Hearing): number => (levelDb <= LOWEST_DB ? 0 : 10 ** (levelDb / 20));

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
    if (time.current) time.current.textContent = sayClock(seconds);
    if (bar.current && bpm !== null) bar.current.textContent = sayBar(seconds, bpm);
  }, isPlaying);
  return (
    <p className="bench-clock">
      <span ref={time} className="bench-time" />
      <span className="bench-muted">/ {sayClock(durationOf(pcm))}</span>
      {bpm !== null && (
        <span className="bench-bar">
          {words.bar} <span ref={bar} />
        </span>
      )}
    </p>
  );
}
