import type { SoundParts } from '../panels/sound-in-front.ts';
import { SeamView } from './seam-view.tsx';
import { StageTools } from './stage-tools.tsx';
import { WaveView } from './wave-view.tsx';

/** The tools and the wave under them. */
export function WaveStage(props: SoundParts & { isBlind: boolean }) {
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
