import { useEffect, useState } from 'react';

import { useStore } from '../../../lib/create-store.ts';
import { words } from '../../../strings/inspector-strings.ts';
import { playback } from '../../player/playback.ts';
import { factsIn } from '../export/move-markers.ts';
import { hasEdits, isMeantAsLoop } from '../inspector-state.ts';
import { useCurrentTake } from '../player/use-current-take.ts';
import { usePlayback } from '../player/use-playback.ts';
import { useHasPainted, useMatchedGain } from '../use-inspected-sounds.ts';
import { NO_MIX } from '../use-other-loops.ts';
import { useSlicing } from '../use-slicing.ts';
import { useSoundKeys } from '../use-sound-keys.ts';
import { useTuned } from '../use-tuned.ts';
import { useWaveDisplay } from '../wave/use-wave-display.ts';
import { WavePanel } from '../wave/wave-panel.tsx';
import { isBlindAmong, isInBar, nameOfSound, SoundChoice } from '../wave/wave-tools.tsx';
import { AskedForm } from './asked-form.tsx';
import { ChecksRow } from './checks-row.tsx';
import { MixPanel } from './mix-panel.tsx';
import type { LoadedSoundProps } from './sound-in-front.ts';
import { columnName, COLUMNS, ToolColumns, type Column } from './tool-columns.tsx';
import { Transport, type PlaybackOptions } from './transport.tsx';

/** A sound that is decoded: its wave, what can be done to it, what was done, and the file of it. */
export function LoadedSound(props: LoadedSoundProps) {
  const { page, openSound, version, state, dispatch, player, status, comparing } = props;
  const { sound } = openSound;
  const { pcm } = version;
  const [options, setOptions] = usePlaybackOptions(isMeantAsLoop(openSound) || openSound.facts.loop !== null);
  const [mix, setMix] = useState(NO_MIX);
  const [column, setColumn] = useState<Column>('fix');
  const display = useWaveDisplay(pcm, player);
  const tuned = useTuned(openSound, version);
  const { markers } = factsIn(openSound, version);
  const slicing = useSlicing(
    openSound,
    pcm,
    tuned.tuning.bpm,
    markers,
    display.look.hits,
    version.isEdited ? openSound.rendered?.edits === openSound.history.edits : !hasEdits(openSound),
    dispatch,
  );
  const { ofOriginal } = tuned;
  useEffect(() => {
    if (ofOriginal) dispatch({ type: 'measured', id: sound.id, report: ofOriginal });
  }, [ofOriginal, sound.id, dispatch]);
  const isBlind = isBlindAmong(comparing, state.openSounds);
  const hasPainted = useHasPainted();
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
  useSoundKeys(props, { options, setOptions, display, slicing });

  const parts = { ...props, isLooping, isPlaying, markers, tuned, slicing, display };
  return (
    <>
      <div className="i-top">
        {!isBlind && (
          <ChecksRow
            openSound={openSound}
            wanted={tuned.wanted}
            measured={tuned.measured}
            onTune={page.onTune}
          />
        )}
        {!isBlind && sound.from === null && (
          <AskedForm
            asked={sound.asked}
            onChange={(asked) => dispatch({ type: 'asked', id: sound.id, asked })}
          />
        )}
        <WavePanel {...parts} isBlind={isBlind} />
        {!isBlind && (
          <fieldset className="i-tabs">
            <legend className="sr-only">{words.tools}</legend>
            {COLUMNS.map((each) => (
              <button key={each} type="button" aria-pressed={column === each} onClick={() => setColumn(each)}>
                {columnName(each, slicing.slicing !== null, openSound)}
              </button>
            ))}
          </fieldset>
        )}
      </div>
      {isBlind ? (
        <p className="i-hint">{words.hidden}</p>
      ) : (
        hasPainted && <ToolColumns {...parts} column={column} />
      )}
      <Transport
        player={player}
        status={status}
        pcm={pcm}
        bpm={tuned.tuning.bpm}
        perBar={sound.asked.perBar}
        options={options}
        onOptions={setOptions}
        matchesLevels={state.openSounds.length > 1 || hasEdits(openSound) ? comparing.matchesLevels : null}
        onMatchLevels={(matchesLevels) => props.onComparing({ matchesLevels })}
        takes={
          isInBar(state.openSounds) && (
            <SoundChoice
              isShort
              openSounds={state.openSounds}
              current={openSound}
              blind={comparing.blind}
              onChoose={(id) => dispatch({ type: 'choose', id })}
            />
          )
        }
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

/** A sound loops as it was asked to, or as its file says, until somebody says otherwise. */
function usePlaybackOptions(
  meantToLoop: boolean,
): [PlaybackOptions, (change: Partial<PlaybackOptions>) => void] {
  const [chosen, setChosen] = useState<Partial<PlaybackOptions>>({});
  const options = { isLooping: meantToLoop, ...chosen };
  return [options, (change) => setChosen((before) => ({ ...before, ...change }))];
}
