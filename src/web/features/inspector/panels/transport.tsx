// The picture of the volume is the player's.
import '../../../styles/player.css';
import { useRef, type ReactNode } from 'react';

import { durationOf, fromDb, toDb, type Pcm } from '../../../../audio/pcm.ts';
import { useStore } from '../../../lib/create-store.ts';
import { words } from '../../../strings/inspector-strings.ts';
import { more } from '../../../strings/page-strings.ts';
import { volume } from '../../../strings/player-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { playback } from '../../player/playback.ts';
import type { Player, PlayerStatus } from '../player/loop-player.ts';
import { useFrames } from '../use-inspected-sounds.ts';
import { formatBar, formatClock, formatDb } from './format-readouts.ts';
import { Toggle } from './toggles.tsx';
import { Tucked } from './tucked.tsx';

const LOWEST_DB = -40;

export interface PlaybackOptions {
  isLooping: boolean;
}

interface TransportProps {
  player: Player;
  status: PlayerStatus;
  pcm: Pcm;
  bpm: number | null;
  perBar: number | undefined;
  options: PlaybackOptions;
  onOptions: (change: Partial<PlaybackOptions>) => void;
  /** Null where there is nothing to compare with. */
  matchesLevels: boolean | null;
  onMatchLevels: (on: boolean) => void;
  /** Which take; null where there is one, or none. */
  takes: ReactNode;
  /** What plays along. */
  children: ReactNode;
}

/** The bar at the foot: what plays, where it stands, how loud. */
export function Transport(props: TransportProps) {
  const {
    player,
    status,
    pcm,
    bpm,
    perBar,
    options,
    onOptions,
    matchesLevels,
    onMatchLevels,
    takes,
    children,
  } = props;
  const isPlaying = status === 'playing';
  return (
    <div className="i-transport">
      <button
        type="button"
        className="i-play"
        aria-label={isPlaying ? words.pause : words.play}
        aria-keyshortcuts="Space"
        onClick={() => player.toggle()}
      >
        <Icon name={isPlaying ? 'pause' : 'play'} />
      </button>
      <Clock player={player} pcm={pcm} bpm={bpm} perBar={perBar} isPlaying={isPlaying} />
      {takes}
      <Toggle
        label={words.loop}
        checked={options.isLooping}
        onChange={(isLooping) => onOptions({ isLooping })}
      />
      <Tucked className="i-with" label={more}>
        {options.isLooping && (
          <Button
            look="quiet"
            aria-keyshortcuts="S"
            aria-pressed={status === 'seam'}
            onClick={() => player.playSeam()}
          >
            {words.playSeam}
          </Button>
        )}
        {children}
      </Tucked>
      <div className="i-out">
        {matchesLevels !== null && (
          <Toggle
            label={words.match}
            name={words.matchLevels}
            checked={matchesLevels}
            onChange={onMatchLevels}
          />
        )}
        <Meter player={player} isPlaying={status !== 'idle'} />
        <Volume />
      </div>
    </div>
  );
}

/** The page's own volume, in dB. */
function Volume() {
  const gain = useStore(playback.store, (state) => state.volume);
  const db = Math.max(LOWEST_DB, Math.round(toDb(gain)));
  return (
    <label className="i-level">
      <span className="sr-only">{volume}</span>
      <span data-icon="volume" aria-hidden="true" />
      <input
        type="range"
        min={LOWEST_DB}
        max={0}
        step={1}
        value={db}
        aria-valuetext={db <= LOWEST_DB ? words.silent : words.inDb(db)}
        onChange={({ target }) =>
          playback.setVolume(target.valueAsNumber <= LOWEST_DB ? 0 : fromDb(target.valueAsNumber))
        }
      />
    </label>
  );
}

/** Seconds, and bars and beats where there is a BPM to count them by; true while it is stopped, too. */
function Clock({
  player,
  pcm,
  bpm,
  perBar,
  isPlaying,
}: {
  player: Player;
  pcm: Pcm;
  bpm: number | null;
  perBar: number | undefined;
  isPlaying: boolean;
}) {
  const time = useRef<HTMLSpanElement>(null);
  const bar = useRef<HTMLSpanElement>(null);
  useFrames(
    () => {
      const seconds = player.position() / pcm.sampleRate;
      if (time.current) time.current.textContent = formatClock(seconds);
      if (bar.current && bpm !== null) bar.current.textContent = formatBar(seconds, bpm, perBar);
    },
    isPlaying,
    player.subscribe,
  );
  return (
    <p className="i-clock">
      <span ref={time} className="i-time" />
      <span className="i-total">/ {formatClock(durationOf(pcm))}</span>
      {bpm !== null && (
        <span className="i-bar">
          <span className="i-bar-word">{words.bar} </span>
          <span ref={bar} />
        </span>
      )}
    </p>
  );
}

const METER_DB = 48;
const FALL_DB = 0.6;

/** The level that leaves the player, and the highest true peak since it began. */
function Meter({ player, isPlaying }: { player: Player; isPlaying: boolean }) {
  const bar = useRef<HTMLSpanElement>(null);
  const text = useRef<HTMLSpanElement>(null);
  const shown = useRef({ level: -METER_DB, highest: -Infinity });
  useFrames(() => {
    const now = toDb(isPlaying ? player.truePeak() : 0);
    const { level, highest } = shown.current;
    shown.current = {
      level: Math.max(now, level - FALL_DB, -METER_DB),
      highest: isPlaying ? Math.max(highest, now) : -Infinity,
    };
    const peak = shown.current.highest;
    bar.current?.style.setProperty('--share', String(Math.max(0, 1 + shown.current.level / METER_DB)));
    bar.current?.toggleAttribute('data-over', peak > 0);
    if (text.current) text.current.textContent = Number.isFinite(peak) ? formatDb(peak) : '';
  }, isPlaying);
  return (
    <span className="i-meter" title={words.meter}>
      <span ref={bar} aria-hidden="true" />
      <span ref={text} />
    </span>
  );
}
