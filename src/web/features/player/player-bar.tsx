import '../../styles/player.css';
import { useEffect, useEffectEvent, useRef, useState, type MouseEvent } from 'react';

import { takeLetter } from '#shared/task.ts';

import { useStore } from '../../lib/create-store.ts';
import { formatLength } from '../../lib/format-length.ts';
import { ownName } from '../../lib/own-name.ts';
import { useTicking } from '../../lib/ticker.ts';
import { spellKey } from '../../state/key-spelling.ts';
import { percent } from '../../strings/format/number-styles.ts';
import { closeNotice, expired } from '../../strings/list-strings.ts';
import * as words from '../../strings/player-strings.ts';
import { take as takeName } from '../../strings/task-strings.ts';
import { keyTint } from '../../ui/key-tint.ts';
import { inspectTake } from '../inspector/open-inspector.ts';
import { chipWords } from '../tasks/card/chips.tsx';
import { isTakeGone, soundName, wholeTakesOf } from '../tasks/card/task-status.ts';
import { freshSound } from './fresh-sound.ts';
import { claimMediaKeys } from './media-session.ts';
import { isAuditioning, matchesLevels, matchLevels, seekTake, switchTake, toggleTake } from './play-take.ts';
import { PlaybackProblem } from './playback-problem.tsx';
import { playback, useTakePlayback } from './playback.ts';
import { ReadyButton } from './ready-button.tsx';
import { useCurrentSound, type CurrentSound } from './use-current-sound.ts';
import { useNeighbours } from './use-neighbours.ts';
import { Waveform } from './waveform.tsx';

/** The only transport of the list: what plays, its takes, where it is, how loud. Empty once its task was deleted. */
export function PlayerBar() {
  const sound = useCurrentSound();
  const isShown = sound !== null;
  useEffect(() => {
    document.documentElement.toggleAttribute('data-player', isShown);
    // What was pressed is not to lie under the bar that comes with it.
    const pressed = isShown && playback.state().src !== null ? document.activeElement : null;
    (pressed?.closest('article') ?? pressed)?.scrollIntoView({ block: 'nearest' });
    return () => document.documentElement.removeAttribute('data-player');
  }, [isShown]);
  return sound && <Bar sound={sound} />;
}

function Bar({ sound }: { sound: CurrentSound }) {
  const { task, take } = sound;
  const { status, at } = useTakePlayback(take.audio);
  const isOn = status === 'playing' || status === 'loading';
  const seconds = playback.durationOf(take.audio) ?? take.durationS ?? 0;
  const fresh = useStore(freshSound);
  const go = useNeighbours();
  useMediaKeys(sound, isOn, go);
  useOnlyTab(isOn);
  return (
    <section aria-label={words.player} className="player" {...keyTint(task.request.soundKey)}>
      <div className="transport">
        <button type="button" data-icon="prev" title={words.previous} onClick={() => go(task, -1, take.n)} />
        <button
          type="button"
          className="main"
          data-icon={isOn ? 'pause' : 'play'}
          aria-label={isOn ? words.pause : words.play}
          aria-keyshortcuts="Space"
          title={words.playTitle(isOn)}
          onClick={() => toggleTake(task, take)}
        />
        <button type="button" data-icon="next" title={words.next} onClick={() => go(task, 1, take.n)} />
        <button
          type="button"
          className="stop"
          data-icon="square"
          title={words.stop}
          onClick={() => stop(sound)}
        />
      </div>
      {fresh?.wasSeen === false && <ReadyButton task={fresh.task} />}
      <What sound={sound} />
      <TakeChoice sound={sound} />
      <output className="clock">{formatLength(at, seconds || at)}</output>
      <Waveform
        task={task}
        take={take}
        name={words.position}
        status={status}
        at={at}
        label={words.position}
      />
      <span className="length">{seconds > 0 && formatLength(seconds)}</span>
      <Settings sound={sound} />
      <button
        type="button"
        className="control quiet inspect"
        data-icon="inspect"
        aria-label={words.inspect}
        title={words.inspectTitle}
        onClick={() => {
          playback.pause();
          inspectTake(task, take.n);
        }}
      />
      <button
        type="button"
        className="new"
        data-icon="plus"
        aria-label={words.newSound}
        onClick={() => {
          scrollTo({ top: 0 });
          document.querySelector<HTMLElement>('#prompt')?.focus();
        }}
      />
    </section>
  );
}

/** What it is called, what was asked for, and why it cannot be heard. */
function What({ sound }: { sound: CurrentSound }) {
  const { task, take } = sound;
  return (
    <div className="what">
      <p dir="auto">{soundName(task)}</p>
      <p>{chipWords(task.request, spellKey).join(' · ')}</p>
      <Unheard key={take.audio} sound={sound} />
    </div>
  );
}

/** Why it cannot be heard, until that is over, or closed. */
function Unheard({ sound: { task, take } }: { sound: CurrentSound }) {
  const { status } = useTakePlayback(take.audio);
  const gone = useTicking(() => (isTakeGone(take) ? expired : ''));
  const [isRead, setIsRead] = useState(false);
  const isFailed = status === 'failed';
  // A copy was kept, it is rendered to its end, or its link was renewed: another try may do.
  const source = `${take.kept} ${task.state} ${take.expiresAt}`;
  const failedBy = useRef(source);
  useEffect(() => {
    if (failedBy.current !== source) playback.forgetFailure();
    failedBy.current = source;
  }, [source]);
  if (!isFailed && (gone === '' || isRead)) return null;
  const close = ({ currentTarget }: MouseEvent<HTMLElement>) => {
    currentTarget.closest('section')?.querySelector<HTMLElement>('.main')?.focus();
    setIsRead(true);
    playback.forgetFailure();
  };
  return (
    <div className="unheard">
      <p role="alert">
        {gone || (
          <PlaybackProblem name={takeName(takeLetter(take.n))} isRendering={task.state === 'rendering'} />
        )}
      </p>
      <button
        type="button"
        className="control quiet"
        data-icon="close"
        aria-label={closeNotice}
        onClick={close}
      />
    </div>
  );
}

/** Back to its start. */
function stop({ task, take }: CurrentSound): void {
  playback.pause();
  seekTake(task, take, 0);
}

/** A and B from the same place on. */
function TakeChoice({ sound: { task, take } }: { sound: CurrentSound }) {
  const takes = wholeTakesOf(task);
  if (takes.length < 2) return <span />;
  return (
    <div role="radiogroup" aria-label={words.takes} className="letters-choice">
      {takes.map(({ n }) => (
        <label key={n}>
          <input
            type="radio"
            name="player-take"
            aria-label={words.take(takeLetter(n))}
            checked={n === take.n}
            onChange={() => switchTake(task, n)}
          />
          {takeLetter(n)}
        </label>
      ))}
    </div>
  );
}

function Settings({ sound: { task } }: { sound: CurrentSound }) {
  const loop = useStore(playback.store, (state) => state.loop);
  const volume = useStore(playback.store, (state) => state.volume);
  const isMatched = useStore(matchesLevels);
  const isAudition = useStore(isAuditioning);
  return (
    <div className="settings">
      <button
        type="button"
        className="control"
        data-icon="loop"
        aria-pressed={loop}
        aria-label={words.loop}
        title={words.loopTitle}
        onClick={() => playback.setLoop(!loop)}
      />
      <button
        type="button"
        className="control"
        data-icon="levels"
        aria-pressed={isMatched}
        aria-label={words.matchLevels}
        title={words.matchLevelsTitle}
        onClick={() => matchLevels(!isMatched, task)}
      />
      <label className="audition" title={words.auditionTitle}>
        <input
          type="checkbox"
          checked={isAudition}
          onChange={(event) => isAuditioning.set(event.target.checked)}
        />
        {words.audition}
      </label>
      <span data-icon="volume" className="volume">
        <input
          type="range"
          aria-label={words.volume}
          aria-valuetext={percent(volume)}
          min={0}
          max={1}
          step={0.01}
          value={volume}
          onChange={(event) => playback.setVolume(event.target.valueAsNumber)}
        />
      </span>
    </div>
  );
}

/** One player at a time, also where the app is open in several tabs: who starts pauses the others. */
function useOnlyTab(isOn: boolean): void {
  const tabs = useRef<BroadcastChannel>(null);
  useEffect(() => {
    if (!('BroadcastChannel' in window)) return;
    const channel = new BroadcastChannel(ownName('cuesmith.playing'));
    channel.addEventListener('message', playback.pause);
    tabs.current = channel;
    return () => channel.close();
  }, []);
  useEffect(() => {
    if (isOn) tabs.current?.postMessage(null);
  }, [isOn]);
}

/** Of a keyboard, a headset, a lock screen. */
function useMediaKeys(
  { task, take }: CurrentSound,
  isOn: boolean,
  go: ReturnType<typeof useNeighbours>,
): void {
  const setOn = useEffectEvent((shouldPlay: boolean) => {
    if (playback.isOn !== shouldPlay) toggleTake(task, take);
  });
  const step = useEffectEvent((by: 1 | -1) => go(task, by, take.n));
  const seek = useEffectEvent((seconds: number) => seekTake(task, take, seconds));
  const stopNow = useEffectEvent(() => stop({ task, take }));
  useEffect(
    () =>
      claimMediaKeys({
        play: () => setOn(true),
        pause: () => setOn(false),
        stop: stopNow,
        previoustrack: () => step(-1),
        nexttrack: () => step(1),
        seekto: ({ seekTime }) => seek(seekTime ?? 0),
      }),
    [],
  );
  useEffect(() => {
    if ('mediaSession' in navigator) navigator.mediaSession.playbackState = isOn ? 'playing' : 'paused';
  }, [isOn]);
}
