import { useEffect, useEffectEvent, useState } from 'react';

import { keyLabel } from '#shared/key/key-facts.ts';

import { words } from '../../../strings/inspector-strings.ts';
import { Button } from '../../../ui/button.tsx';
import type { Report } from '../analysis/analyse.ts';
import { evaluate } from '../analysis/evaluate.ts';
import { SURE } from '../analysis/measure-tempo.ts';
import { LARGEST_MB, LONGEST_MINUTES, type Unplayable } from '../decode.ts';
import type { Keep, Tuning } from '../inspected-sound.ts';
import type { InspectorPage } from '../inspector-page.ts';
import {
  shownVersion,
  type InspectorAction,
  type InspectorState,
  type OpenSound,
  type Version,
} from '../inspector-state.ts';
import type { Player, PlayerStatus } from '../player/loop-player.ts';
import { holdMediaKeys } from '../player/media-keys.ts';
import { useLoudness, useReport } from '../use-inspected-sounds.ts';
import { useInspectorKeys } from '../use-inspector-keys.ts';
import { AskedForm } from './asked-form.tsx';
import { Compare, nameOfSound, type Comparing } from './compare-sounds.tsx';
import { ExportPanel } from './export-panel.tsx';
import { Fix } from './fix-panel.tsx';
import { LyricsPanel } from './lyrics-panel.tsx';
import { MeasuredTable } from './measured-table.tsx';
import { MixPanel, type Mix } from './mix-panel.tsx';
import { SeamView } from './seam-view.tsx';
import { levelOf, Transport, type PlaybackOptions } from './transport.tsx';
import { Wave } from './wave-view.tsx';

const TROUBLE: Record<Unplayable, string> = {
  ...words.trouble,
  'too-large': words.trouble['too-large'](LARGEST_MB),
  'too-long': words.trouble['too-long'](LONGEST_MINUTES),
};
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
const NO_MIX: Mix = { layers: [], mutesMain: false };

/** Everything about the sound in front. */
export function SoundPanel({
  openSound,
  state,
  dispatch,
  player,
  status,
  ...page
}: InspectorPage & {
  openSound: OpenSound;
  state: InspectorState;
  dispatch: (action: InspectorAction) => void;
  player: Player;
  status: PlayerStatus;
}) {
  const [comparing, setComparing] = useState<Comparing>({ matchesLevels: true, blind: null });
  const [message, setMessage] = useState('');
  const { sound } = openSound;
  const version = shownVersion(openSound);
  const isBlind = comparing.blind !== null && state.openSounds.length > 1;

  async function keep(wish: Keep | null) {
    dispatch({ type: 'keep', id: sound.id, keep: wish });
    setMessage('');
    try {
      await page.onKeep(sound, wish);
    } catch {
      dispatch({ type: 'keep', id: sound.id, keep: sound.keep });
      setMessage(words.notStored);
    }
  }
  const choose = (id: string) => dispatch({ type: 'choose', id });

  return (
    <>
      <h3 className="inspector-title">{isBlind ? words.comparingBlind : sound.title}</h3>
      <Compare
        openSounds={state.openSounds}
        current={openSound}
        comparing={comparing}
        onComparing={(change) => setComparing((before) => ({ ...before, ...change }))}
        onChoose={choose}
        onKeep={(wish) => void keep(wish)}
        onRemove={(id) => dispatch({ type: 'clear', id })}
      />
      <output className="inspector-message">{message}</output>
      {openSound.trouble !== null && (
        <div role="alert" className="inspector-empty">
          <p>{TROUBLE[openSound.trouble]}</p>
          <Button onClick={() => dispatch({ type: 'trouble', id: sound.id, trouble: null })}>
            {words.tryAgain}
          </Button>
        </div>
      )}
      {version === null && openSound.trouble === null && (
        <p className="inspector-muted inspector-wait">{words.reading}</p>
      )}
      {version && (
        <Playable
          {...page}
          openSound={openSound}
          version={version}
          state={state}
          dispatch={dispatch}
          player={player}
          status={status}
          matchesLevels={comparing.matchesLevels}
          isBlind={isBlind}
          onChoose={(index) => {
            const ids = comparing.blind ?? state.openSounds.map((each) => each.sound.id);
            const id = ids[index];
            if (id !== undefined) choose(id);
          }}
          onKeepKey={(wish) => void keep(sound.keep === wish ? null : wish)}
        />
      )}
    </>
  );
}

function Playable({
  openSound,
  version,
  state,
  dispatch,
  player,
  status,
  matchesLevels,
  isBlind,
  onChoose,
  onKeepKey,
  onTune,
  loops,
  keptTakes,
  readWords,
}: InspectorPage & {
  openSound: OpenSound;
  version: Version;
  state: InspectorState;
  dispatch: (action: InspectorAction) => void;
  player: Player;
  status: PlayerStatus;
  matchesLevels: boolean;
  isBlind: boolean;
  onChoose: (index: number) => void;
  onKeepKey: (keep: Keep) => void;
}) {
  const { sound } = openSound;
  const { asked, id } = sound;
  const [loopWish, setLoopWish] = useState<boolean | null>(null);
  const [heard, setOptions] = useState<PlaybackOptions>({
    isLooping: false,
    snaps: true,
    showsSeam: false,
    levelDb: 0,
  });
  const [mix, setMix] = useState(NO_MIX);
  const options: PlaybackOptions = { ...heard, isLooping: loopWish ?? asked.loop };
  const measured = useReport(version.pcm, asked);
  const report = measured.state === 'done' ? measured.report : null;
  const tuning = report && tuningOf(report);
  const bpm = asked.bpm ?? tuning?.bpm ?? null;
  const tonic = asked.key !== null && asked.key !== 'Any' ? asked.key : (tuning?.key ?? null);
  const gain = useMatchedGain(state, version, matchesLevels);
  const isPlaying = status === 'playing';

  const { pcm, loop } = version;
  const isLooping = options.isLooping;
  useEffect(() => {
    player.setVoice({ pcm, loop: isLooping ? loop : null, gain: mix.mutesMain ? 0 : gain });
  }, [player, pcm, loop, isLooping, gain, mix.mutesMain]);
  useEffect(() => player.setLayers(mix.layers), [player, mix.layers]);
  const level = levelOf(options);
  useEffect(() => player.setLevel(level), [player, level]);
  const title = useEffectEvent(() =>
    isBlind ? words.blindComparison : `${nameOfSound(sound)}: ${sound.title}`,
  );
  useEffect(() => (isPlaying ? holdMediaKeys(player, title()) : undefined), [player, isPlaying]);

  useInspectorKeys({
    ' ': () => player.toggle(),
    s: () => player.playSeam(),
    l: () => setLoopWish(!isLooping),
    k: () => onKeepKey('kept'),
    x: () => onKeepKey('rejected'),
    o: () => {
      const other = openSound.shown === 0 ? openSound.lastFix : 0;
      if (other !== null) dispatch({ type: 'show', id, key: other });
    },
    digit: (n) => onChoose(n - 1),
  });

  return (
    <>
      {!isBlind && sound.from === null && (
        <AskedForm asked={asked} onChange={(wish) => dispatch({ type: 'asked', id, asked: wish })} />
      )}
      <div hidden={isBlind}>
        <Wave
          version={version}
          bpm={bpm}
          gain={1}
          player={player}
          isPlaying={isPlaying}
          isLooping={isLooping}
          snaps={options.snaps}
          onMarkers={(markers) => dispatch({ type: 'markers', id, loop: markers })}
        />
      </div>
      <Transport
        player={player}
        status={status}
        pcm={pcm}
        bpm={bpm}
        options={options}
        onOptions={({ isLooping: wish, ...change }) => {
          if (wish !== undefined) setLoopWish(wish);
          setOptions((before) => ({ ...before, ...change }));
        }}
      />
      {isBlind ? (
        <p className="inspector-muted">{words.hidden}</p>
      ) : (
        <>
          {options.showsSeam && isLooping && <SeamView version={version} gain={1} />}
          <section aria-labelledby="inspector-heard" className="inspector-part">
            <h3 id="inspector-heard">{words.askedAndHeard}</h3>
            {report && <p className="inspector-verdict">{evaluate(report, asked).line}</p>}
            <MeasuredTable measured={measured} asked={asked} />
            {openSound.gapless && openSound.gapless.cutS > 0.0005 && (
              <p className="inspector-muted">{words.gapless(Math.round(openSound.gapless.cutS * 1000))}</p>
            )}
            {tuning && <Use tuning={tuning} onTune={onTune} />}
          </section>
          {sound.from?.hasLyrics === true && (
            <LyricsPanel
              key={sound.id}
              sound={sound}
              player={player}
              isPlaying={isPlaying}
              sampleRate={pcm.sampleRate}
              readWords={readWords}
            />
          )}
          <div className="inspector-columns">
            <Fix openSound={openSound} version={version} bpm={bpm} dispatch={dispatch} />
            <ExportPanel openSound={openSound} version={version} isLoop={isLooping} keptTakes={keptTakes} />
          </div>
          <MixPanel version={version} bpm={bpm} tonic={tonic} sound={sound} loops={loops} onMix={setMix} />
          <p className="inspector-keys">
            {words.keys}
            {INSPECTOR_KEYS.map(([key, action]) => (
              <span key={key}>
                <kbd>{key}</kbd> {words.keyActions[action]}
              </span>
            ))}
          </p>
        </>
      )}
    </>
  );
}

/** Only what is beyond doubt. */
function tuningOf({ tempo, key }: Report): Tuning {
  return {
    bpm: tempo.kind === 'measured' && tempo.confidence >= SURE ? Math.round(tempo.bpm) : null,
    key: key.kind === 'measured' && key.confidence >= SURE ? key.key : null,
  };
}

function Use({ tuning, onTune }: { tuning: Tuning; onTune: (tuning: Tuning) => void }) {
  const known = [
    tuning.bpm === null ? '' : words.inBpm(tuning.bpm),
    tuning.key === null ? '' : keyLabel(tuning.key),
  ].filter(Boolean);
  if (known.length === 0) return null;
  return (
    <div className="inspector-row">
      <Button onClick={() => onTune(tuning)}>{words.use(known)}</Button>
    </div>
  );
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
