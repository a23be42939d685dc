import { useState } from 'react';

import { formatKey } from '#shared/key/format-key.ts';
import type { Verdict } from '#shared/task.ts';

import { announce } from '../../../lib/announce.ts';
import { useStore } from '../../../lib/create-store.ts';
import { words } from '../../../strings/inspector-strings.ts';
import { playback } from '../../player/playback.ts';
import type { InspectorPage } from '../inspector-page.ts';
import {
  hasEdits,
  type InspectorAction,
  type InspectorState,
  type OpenSound,
  type Version,
} from '../inspector-state.ts';
import type { Player, PlayerStatus } from '../player/loop-player.ts';
import { useCurrentTake } from '../player/use-current-take.ts';
import { usePlayback } from '../player/use-playback.ts';
import { heardTuning, tuningOf } from '../tuning-of.ts';
import { useRenderedEdits } from '../use-edits.ts';
import { useMatchedGain, useReport } from '../use-inspected-sounds.ts';
import { useInspectorKeys } from '../use-inspector-keys.ts';
import { NO_MIX } from '../use-other-loops.ts';
import { useSlicing } from '../use-slicing.ts';
import { useStage } from '../use-stage.ts';
import { AskedForm } from './asked-form.tsx';
import { ChecksRow } from './checks-row.tsx';
import { EditsPanel } from './edits-panel.tsx';
import { ExportPanel } from './export-panel.tsx';
import { FixPanel } from './fix-panel.tsx';
import { formatDb } from './format-readouts.ts';
import { LyricsPanel } from './lyrics-panel.tsx';
import { MixPanel } from './mix-panel.tsx';
import { SeamView } from './seam-view.tsx';
import { SlicePanel, SlicesPanel } from './slice-panel.tsx';
import { nameOfSound, StageTools, type Comparing } from './stage-tools.tsx';
import { Transport, type PlaybackOptions } from './transport.tsx';
import { WaveView } from './wave-view.tsx';

/** The sound in front, and what it is heard by. */
export interface SoundInFront {
  openSound: OpenSound;
  state: InspectorState;
  dispatch: (action: InspectorAction) => void;
  player: Player;
  status: PlayerStatus;
  comparing: Comparing;
  onComparing: (change: Partial<Comparing>) => void;
}

interface LoadedSoundProps extends SoundInFront {
  page: InspectorPage;
  version: Version;
  onKeep: (keep: Verdict | null) => void;
}

const COLUMNS = ['fix', 'edits', 'export'] as const;
type Column = (typeof COLUMNS)[number];

/** A sound that is decoded: its wave, what can be done to it, what was done, and the file of it. */
export function LoadedSound(props: LoadedSoundProps) {
  const { page, openSound, version, state, dispatch, player, status, comparing } = props;
  const { sound } = openSound;
  const { pcm } = version;
  const [options, setOptions] = usePlaybackOptions(sound.asked.loop || openSound.facts.loop !== null);
  const [mix, setMix] = useState(NO_MIX);
  const [column, setColumn] = useState<Column>('fix');
  const stage = useStage(pcm, player);
  const tuned = useTuned(openSound, version);
  const slicing = useSlicing(openSound, pcm, stage.look.hits, dispatch);
  const isBlind = comparing.blind !== null && state.openSounds.length > 1;
  const isPlaying = status === 'playing';
  const { isLooping } = options;
  const gain = useMatchedGain(state, version, comparing.matchesLevels);
  const title = isBlind ? words.blindComparison : `${nameOfSound(sound)}: ${sound.title}`;
  usePlayback(player, {
    version,
    isLooping,
    gain: mix.mutesMain ? 0 : gain,
    layers: mix.layers,
    level: useStore(playback.store, ({ volume }) => volume),
    title,
    isPlaying,
  });
  useCurrentTake(player, sound, {
    title,
    isPlaying,
    isLooping,
    onLoop: (on) => setOptions({ isLooping: on }),
  });
  useLoadedKeys(props, { options, setOptions, stage, slicing });

  const parts = { ...props, isLooping, isPlaying, tuned, slicing, stage, column };
  return (
    <>
      <div className="i-top">
        {!isBlind && <ChecksRow openSound={openSound} measured={tuned.measured} onTune={page.onTune} />}
        {!isBlind && sound.from === null && (
          <AskedForm
            asked={sound.asked}
            onChange={(asked) => dispatch({ type: 'asked', id: sound.id, asked })}
          />
        )}
        <Stage {...parts} isBlind={isBlind} />
        {!isBlind && (
          <fieldset className="i-tabs">
            <legend className="sr-only">{words.tools}</legend>
            {COLUMNS.map((each) => (
              <button key={each} type="button" aria-pressed={column === each} onClick={() => setColumn(each)}>
                {tabName(each, slicing.slicing !== null, openSound)}
              </button>
            ))}
          </fieldset>
        )}
      </div>
      {isBlind ? <p className="i-hint">{words.hidden}</p> : <Columns {...parts} />}
      <Transport
        player={player}
        status={status}
        pcm={pcm}
        bpm={tuned.tuning.bpm}
        options={options}
        onOptions={setOptions}
        matchesLevels={state.openSounds.length > 1 || hasEdits(openSound) ? comparing.matchesLevels : null}
        onMatchLevels={(matchesLevels) => props.onComparing({ matchesLevels })}
      >
        <MixPanel
          version={version}
          bpm={tuned.tuning.bpm}
          tonic={tuned.tuning.key}
          sound={sound}
          loops={page.loops}
          onMix={setMix}
        />
      </Transport>
    </>
  );
}

interface Parts extends LoadedSoundProps {
  isLooping: boolean;
  isPlaying: boolean;
  tuned: ReturnType<typeof useTuned>;
  slicing: ReturnType<typeof useSlicing>;
  stage: ReturnType<typeof useStage>;
  column: Column;
}

/** The tools and the wave under them. */
function Stage(props: Parts & { isBlind: boolean }) {
  const {
    openSound,
    version,
    state,
    dispatch,
    player,
    comparing,
    isLooping,
    isPlaying,
    tuned,
    slicing,
    stage,
  } = props;
  const { bpm } = tuned.tuning;
  return (
    <div className="i-stage">
      <StageTools
        openSounds={state.openSounds}
        current={openSound}
        comparing={comparing}
        look={stage.look}
        hasBeats={bpm !== null}
        isLooping={isLooping}
        zoom={stage.zoom}
        dispatch={dispatch}
        onComparing={props.onComparing}
        onChoose={(chosen) => dispatch({ type: 'choose', id: chosen })}
        onKeep={props.onKeep}
        onLook={stage.setLook}
        onZoom={stage.setZoom}
      />
      <div hidden={props.isBlind}>
        {stage.look.seam && isLooping ? (
          <SeamView version={version} />
        ) : (
          <WaveView
            version={version}
            bpm={bpm}
            player={player}
            isPlaying={isPlaying}
            isLooping={isLooping}
            look={stage.look}
            hits={slicing.hits}
            cuts={slicing.view}
            window={stage.window}
            onWindow={stage.setWindow}
            onMarkers={(loop) => dispatch({ type: 'markers', id: openSound.sound.id, loop })}
          />
        )}
      </div>
    </div>
  );
}

/** Fix, Edits, Export; while slicing, Slice and Slices in place of the first two. */
function Columns(props: Parts) {
  const { page, openSound, version, player, isLooping, isPlaying, tuned, slicing, column } = props;
  const { sound } = openSound;
  const kept = slicing.slicing?.dropped;
  return (
    <>
      {sound.from?.hasLyrics === true && (
        <LyricsPanel
          key={sound.id}
          sound={sound}
          player={player}
          isPlaying={isPlaying}
          sampleRate={version.pcm.sampleRate}
          readWords={page.readWords}
        />
      )}
      <div className="i-columns" data-column={column}>
        {slicing.slicing ? (
          <>
            <SlicePanel
              openSound={openSound}
              slicing={slicing.slicing}
              pcm={version.pcm}
              bpm={tuned.tuning.bpm}
              hits={slicing.hits}
              dispatch={props.dispatch}
              onDone={slicing.close}
            />
            <SlicesPanel
              slices={slicing.slices}
              slicing={slicing.slicing}
              playing={slicing.playing}
              onPlay={slicing.play}
              onDropped={slicing.setDropped}
            />
          </>
        ) : (
          <FixAndEdits {...props} />
        )}
        <ExportPanel
          openSound={openSound}
          version={version}
          isLoop={isLooping}
          tuning={tuned.tuning}
          slices={kept ? slicing.slices.filter(({ index }) => !kept.includes(index)) : null}
          keptTakes={page.keptTakes}
        />
      </div>
    </>
  );
}

function FixAndEdits({ page, openSound, version, state, dispatch, isLooping, tuned, slicing }: Parts) {
  const { work, failure } = useRenderedEdits(openSound, dispatch);
  const isUnkept = useStore(page.editSaver.isUnkept);
  const other = otherTake(state, openSound);
  return (
    <>
      <FixPanel
        openSound={openSound}
        version={version}
        isLoop={isLooping}
        report={tuned.report}
        tuning={tuned.tuning}
        dispatch={dispatch}
        onSlice={slicing.open}
      />
      <EditsPanel
        openSound={openSound}
        version={version}
        work={work}
        failure={failure}
        facts={tuned.facts}
        isUnkept={isUnkept}
        otherTake={other && nameOfSound(other.sound)}
        dispatch={dispatch}
        onRetry={page.editSaver.retry}
        onApplyToOther={() => {
          if (!other) return;
          const { edits } = openSound.history;
          dispatch({ type: 'edits', id: other.sound.id, edits });
          announce(words.applied(nameOfSound(other.sound)));
        }}
      />
    </>
  );
}

function tabName(column: Column, isSlicing: boolean, { history }: OpenSound): string {
  if (column === 'export') return words.exportHeading;
  if (column === 'fix') return isSlicing ? words.slice : words.fix;
  return isSlicing ? words.slices : words.editsCount(history.edits.length);
}

/** What is measured of the sound that is shown, and what that makes of its tempo and key. */
function useTuned(openSound: OpenSound, version: Version) {
  const { sound, original, history } = openSound;
  const measured = useReport(version.pcm, sound.asked);
  const ofOriginal = useReport(original ?? version.pcm, sound.asked);
  const report = measured.state === 'done' ? measured.report : null;
  const heard = heardTuning(ofOriginal.state === 'done' ? ofOriginal.report : null);
  const tuning = tuningOf(openSound, version.isEdited ? history.edits : [], heard);
  const facts = [
    tuning.bpm === null ? '' : words.inBpm(Math.round(tuning.bpm * 10) / 10),
    tuning.key === null ? '' : formatKey(tuning.key),
    report?.loudness.kind === 'measured' ? `${formatDb(report.loudness.lufs)} LUFS` : '',
  ].filter(Boolean);
  return { measured, report, tuning, facts };
}

/** The other take of the same task; null where there is none. */
function otherTake({ openSounds }: InspectorState, { sound }: OpenSound): OpenSound | null {
  if (sound.from === null) return null;
  const { id } = sound.from;
  return openSounds.find((each) => each.sound.from?.id === id && each.sound.id !== sound.id) ?? null;
}

function useLoadedKeys(
  { state, openSound, dispatch, player, comparing, onKeep }: LoadedSoundProps,
  {
    options,
    setOptions,
    stage,
    slicing,
  }: {
    options: PlaybackOptions;
    setOptions: (change: Partial<PlaybackOptions>) => void;
    stage: ReturnType<typeof useStage>;
    slicing: ReturnType<typeof useSlicing>;
  },
): void {
  const { sound, hears } = openSound;
  const { id } = sound;
  const ids = comparing.blind ?? state.openSounds.map((each) => each.sound.id);
  const choose = (index: number) => {
    const chosen = ids[index];
    if (chosen !== undefined) dispatch({ type: 'choose', id: chosen });
  };
  const verdict = (wish: Verdict) => onKeep(sound.keep === wish ? null : wish);
  useInspectorKeys({
    ' ': () => player.toggle(),
    s: () => player.playSeam(),
    l: () => setOptions({ isLooping: !options.isLooping }),
    y: () => verdict('keep'),
    n: () => verdict('reject'),
    g: () => stage.setLook({ spectrum: !stage.look.spectrum }),
    '+': () => stage.setZoom(stage.zoom + 0.1),
    '-': () => stage.setZoom(stage.zoom - 0.1),
    o: () => {
      if (hasEdits(openSound))
        dispatch({ type: 'hear', id, hears: hears === 'edited' ? 'original' : 'edited' });
    },
    undo: () => dispatch({ type: 'undo', id }),
    redo: () => dispatch({ type: 'redo', id }),
    digit: (n) => (slicing.slicing ? slicing.play(n - 1) : choose(n - 1)),
  });
}

/** A sound loops as it was asked to, or as its file says, until somebody says otherwise. */
function usePlaybackOptions(
  meantToLoop: boolean,
): [PlaybackOptions, (change: Partial<PlaybackOptions>) => void] {
  const [chosen, setChosen] = useState<Partial<PlaybackOptions>>({});
  const options = { isLooping: meantToLoop, ...chosen };
  return [options, (change) => setChosen((before) => ({ ...before, ...change }))];
}
