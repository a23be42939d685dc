import { useState } from 'react';

import type { Verdict } from '#shared/task.ts';

import { words } from '../../../strings/inspector-strings.ts';
import { SURE } from '../analysis/measure-tempo.ts';
import type { InspectorPage } from '../inspector-page.ts';
import {
  ORIGINAL,
  type InspectorAction,
  type InspectorState,
  type OpenSound,
  type Version,
} from '../inspector-state.ts';
import type { Player, PlayerStatus } from '../player/loop-player.ts';
import { usePlayback } from '../player/use-playback.ts';
import { useLoudness, useReport } from '../use-inspected-sounds.ts';
import { useInspectorKeys } from '../use-inspector-keys.ts';
import { AskedForm } from './asked-form.tsx';
import { CheckPanel } from './check-panel.tsx';
import { nameOfSound } from './compare-sounds.tsx';
import { ExportPanel } from './export-panel.tsx';
import { FixPanel } from './fix-panel.tsx';
import { LyricsPanel } from './lyrics-panel.tsx';
import { MixPanel, NO_MIX } from './mix-panel.tsx';
import { SeamView } from './seam-view.tsx';
import { levelOf, Transport, type PlaybackOptions } from './transport.tsx';
import { WaveView } from './wave-view.tsx';

interface LoadedSoundProps {
  page: InspectorPage;
  openSound: OpenSound;
  version: Version;
  state: InspectorState;
  dispatch: (action: InspectorAction) => void;
  player: Player;
  status: PlayerStatus;
  matchesLevels: boolean;
  isBlind: boolean;
  onChoose: (index: number) => void;
  onKeepKey: (keep: Verdict) => void;
}

/** A sound that is decoded: its wave, transport and panels. */
export function LoadedSound(props: LoadedSoundProps) {
  const { page, openSound, version, state, dispatch, player, status, matchesLevels, isBlind } = props;
  const { sound } = openSound;
  const { asked, id } = sound;
  const { pcm } = version;
  const [options, setOptions] = usePlaybackOptions(asked.loop || openSound.facts.loop !== null);
  const [mix, setMix] = useState(NO_MIX);
  const measured = useReport(pcm, asked);
  const heard = measured.state === 'done' ? measured.report : null;
  const bpm = asked.bpm ?? (heard && sureOf(heard.tempo)?.bpm) ?? null;
  const tonic =
    asked.key !== null && asked.key !== 'Any' ? asked.key : ((heard && sureOf(heard.key)?.key) ?? null);
  const gain = useMatchedGain(state, version, matchesLevels);
  const { isLooping } = options;
  const isPlaying = status === 'playing';
  usePlayback(player, {
    version,
    isLooping,
    gain: mix.mutesMain ? 0 : gain,
    layers: mix.layers,
    level: levelOf(options),
    title: isBlind ? words.blindComparison : `${nameOfSound(sound)}: ${sound.title}`,
    isPlaying,
  });
  useInspectorKeys({
    ' ': () => player.toggle(),
    s: () => player.playSeam(),
    l: () => setOptions({ isLooping: !isLooping }),
    k: () => props.onKeepKey('keep'),
    x: () => props.onKeepKey('reject'),
    o: () => {
      const other = openSound.shown === ORIGINAL ? openSound.lastFix : ORIGINAL;
      if (other !== null) dispatch({ type: 'show', id, key: other });
    },
    digit: (n) => props.onChoose(n - 1),
  });

  return (
    <>
      {!isBlind && sound.from === null && (
        <AskedForm asked={asked} onChange={(wish) => dispatch({ type: 'asked', id, asked: wish })} />
      )}
      <div hidden={isBlind}>
        <WaveView
          version={version}
          bpm={bpm}
          player={player}
          isPlaying={isPlaying}
          isLooping={isLooping}
          snaps={options.snaps}
          onMarkers={(loop) => dispatch({ type: 'markers', id, loop })}
        />
      </div>
      <Transport
        player={player}
        status={status}
        pcm={pcm}
        bpm={bpm}
        options={options}
        onOptions={setOptions}
      />
      {isBlind ? (
        <p className="inspector-muted">{words.hidden}</p>
      ) : (
        <>
          {options.showsSeam && isLooping && <SeamView version={version} />}
          <CheckPanel openSound={openSound} measured={measured} onTune={page.onTune} />
          {sound.from?.hasLyrics === true && (
            <LyricsPanel
              key={sound.id}
              sound={sound}
              player={player}
              isPlaying={isPlaying}
              sampleRate={pcm.sampleRate}
              readWords={page.readWords}
            />
          )}
          <div className="inspector-columns">
            <FixPanel openSound={openSound} version={version} bpm={bpm} dispatch={dispatch} />
            <ExportPanel
              openSound={openSound}
              version={version}
              isLoop={isLooping}
              keptTakes={page.keptTakes}
            />
          </div>
          <MixPanel
            version={version}
            bpm={bpm}
            tonic={tonic}
            sound={sound}
            loops={page.loops}
            onMix={setMix}
          />
          <KeyHelp />
        </>
      )}
    </>
  );
}

/** What was measured, if it is to be relied on. */
const sureOf = <T extends { kind: string; confidence?: number }>(heard: T) =>
  heard.kind === 'measured' && (heard.confidence ?? 0) >= SURE
    ? (heard as Extract<T, { kind: 'measured' }>)
    : null;

/** A sound loops as it was asked to, or as its file says, until somebody says otherwise. */
function usePlaybackOptions(
  meantToLoop: boolean,
): [PlaybackOptions, (change: Partial<PlaybackOptions>) => void] {
  const [chosen, setChosen] = useState<Partial<PlaybackOptions>>({});
  const options = { isLooping: meantToLoop, snaps: true, showsSeam: false, levelDb: 0, ...chosen };
  return [options, (change) => setChosen((before) => ({ ...before, ...change }))];
}

/** Everything as loud as the quietest, so that louder does not win; nothing is ever turned up. */
function useMatchedGain(state: InspectorState, version: Version, matches: boolean): number {
  const all = state.openSounds.flatMap(({ sound: { asked }, versions }) =>
    versions.map(({ pcm }) => ({ pcm, asked })),
  );
  const loudness = useLoudness(matches && all.length > 1 ? all : []);
  const known = all.flatMap(({ pcm }) => loudness(pcm) ?? []);
  const own = loudness(version.pcm);
  if (!matches || own === undefined || known.length < 2) return 1;
  return 10 ** ((Math.min(...known) - own) / 20);
}

const INSPECTOR_KEYS: readonly (readonly [string, keyof typeof words.keyActions])[] = [
  ['Space', 'play'],
  ['L', 'loop'],
  ['S', 'seam'],
  ['1–9', 'sound'],
  ['O', 'original'],
  ['K', 'keep'],
  ['X', 'reject'],
  ['Esc', 'close'],
];

function KeyHelp() {
  return (
    <p className="inspector-keys">
      {words.keys}
      {INSPECTOR_KEYS.map(([key, action]) => (
        <span key={key}>
          <kbd>{key}</kbd> {words.keyActions[action]}
        </span>
      ))}
    </p>
  );
}
