import { BEATS_PER_BAR } from '#shared/bpm.ts';

import type { SoundParts } from '../panels/sound-in-front.ts';
import { SeamView } from './seam-view.tsx';
import { WaveTools } from './wave-tools.tsx';
import { WaveView } from './wave-view.tsx';

/** The tools and the wave under them. */
export function WavePanel(props: SoundParts & { isBlind: boolean }) {
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
    markers,
    display,
  } = props;
  const { bpm } = tuned.tuning;
  const { perBar = BEATS_PER_BAR } = openSound.sound.asked;
  return (
    <div className="i-display">
      <WaveTools
        openSounds={state.openSounds}
        current={openSound}
        comparing={comparing}
        look={display.look}
        hasBeats={bpm !== null}
        isLooping={isLooping}
        zoom={display.zoom}
        dispatch={dispatch}
        onComparing={props.onComparing}
        onChoose={(chosen) => dispatch({ type: 'choose', id: chosen })}
        onKeep={props.onKeep}
        onLook={display.setLook}
        onZoom={display.setZoom}
      />
      <div hidden={props.isBlind}>
        {display.look.seam && isLooping ? (
          <SeamView version={version} />
        ) : (
          <WaveView
            version={version}
            bpm={bpm}
            perBar={perBar}
            player={player}
            isPlaying={isPlaying}
            isLooping={isLooping}
            look={display.look}
            hits={slicing.hits}
            markers={markers}
            cuts={slicing.view}
            window={display.window}
            onWindow={display.setWindow}
            onMarkers={(loop) => dispatch({ type: 'markers', id: openSound.sound.id, loop })}
          />
        )}
      </div>
    </div>
  );
}
