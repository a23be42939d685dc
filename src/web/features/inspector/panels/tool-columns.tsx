import { announce } from '../../../lib/announce.ts';
import { useStore } from '../../../lib/create-store.ts';
import { words } from '../../../strings/inspector-strings.ts';
import { isMeantAsLoop, type InspectorState, type OpenSound } from '../inspector-state.ts';
import { useRenderedEdits } from '../use-edits.ts';
import { nameOfSound } from '../wave/wave-tools.tsx';
import { EditsPanel } from './edits-panel.tsx';
import { ExportPanel } from './export-panel.tsx';
import { FixPanel } from './fix-panel.tsx';
import { LyricsPanel } from './lyrics-panel.tsx';
import { SlicePanel, SlicesPanel } from './slice-panel.tsx';
import type { SoundParts } from './sound-in-front.ts';

export const COLUMNS = ['fix', 'edits', 'export'] as const;
export type Column = (typeof COLUMNS)[number];

/** Fix, Edits, Export; while slicing, Slice and Slices in place of the first two. */
export function ToolColumns(props: SoundParts & { column: Column }) {
  const { page, openSound, version, state, player, isPlaying, tuned, slicing, markers, column } = props;
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
              markers={markers}
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
          isLoop={isMeantAsLoop(openSound)}
          onLoop={(isLoop) => props.dispatch({ type: 'loop', id: sound.id, isLoop })}
          tuning={tuned.tuning}
          isTuned={tuned.isTuned}
          slices={kept ? slicing.slices.filter(({ index }) => !kept.includes(index)) : null}
          keptTakes={page.keptTakes}
          editsOf={(id) => state.openSounds.find((each) => each.sound.id === id)?.history.edits ?? null}
        />
      </div>
    </>
  );
}

function FixAndEdits({ page, openSound, version, state, dispatch, tuned, slicing }: SoundParts) {
  const { work, failure } = useRenderedEdits(openSound, dispatch);
  const isUnsaved = useStore(page.editSaver.isUnsaved);
  const other = otherTake(state, openSound);
  return (
    <>
      <FixPanel
        openSound={openSound}
        version={version}
        isLoop={isMeantAsLoop(openSound)}
        report={tuned.report}
        wanted={tuned.wanted}
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
        isUnsaved={isUnsaved}
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

/** On a phone one column is shown at a time. */
export function columnName(column: Column, isSlicing: boolean, { history }: OpenSound): string {
  if (column === 'export') return words.exportHeading;
  if (column === 'fix') return isSlicing ? words.slice : words.fix;
  return isSlicing ? words.slices : words.editsCount(history.edits.length);
}

/** The other take of the same task; null where there is none. */
function otherTake({ openSounds }: InspectorState, { sound }: OpenSound): OpenSound | null {
  if (sound.from === null) return null;
  const { id } = sound.from;
  return openSounds.find((each) => each.sound.from?.id === id && each.sound.id !== sound.id) ?? null;
}
