import './styles/inspector-frame.css';
import './styles/inspector-display.css';
import './styles/inspector-controls.css';
import './styles/inspector-columns.css';
import './styles/inspector-bar.css';
import './styles/inspector-details.css';
import './styles/inspector-narrow.css';
import { useEffect, useEffectEvent, useRef, useState } from 'react';

import { LONGEST_MINUTES } from '../../../audio/files/file-error.ts';
import { useEscape } from '../../lib/use-escape.ts';
import { words } from '../../strings/inspector-strings.ts';
import { keyTint } from '../../ui/key-tint.ts';
import { copyTaskId } from '../tasks/actions/copy-task-id.ts';
import { LARGEST_MB } from './decode.ts';
import { soundsOfFiles } from './file-sound.ts';
import type { Opening } from './inspected-sound.ts';
import type { InspectorPage } from './inspector-page.ts';
import { currentSound, type InspectorAction } from './inspector-state.ts';
import { OpenFile } from './panels/open-file.tsx';
import { SoundHead } from './panels/sound-head.tsx';
import { SoundPanel } from './panels/sound-panel.tsx';
import type { Player } from './player/loop-player.ts';
import { useFollowedEdits } from './use-edits.ts';
import { useInspectedSounds, usePlayer } from './use-inspected-sounds.ts';
import { useInspectedTask } from './use-inspected-task.ts';
import { leaveInspector, useBack, useShownDialog } from './use-inspector-dialog.ts';
import { useInspectorKeys } from './use-inspector-keys.ts';
import { blindAmong, isBlindAmong, type Comparing } from './wave/wave-tools.tsx';

interface InspectorProps extends InspectorPage {
  isOpen: boolean;
  opening: Opening;
  onClose: () => void;
  /** Opens it again as it was. */
  onOpen: () => void;
}

/** Over the tasks, beside the form; over everything where there is no room for both. */
export function Inspector({ isOpen, opening, onClose, onOpen, ...page }: InspectorProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const [state, dispatch] = useInspectedSounds(opening, isOpen);
  const [chosen, setComparing] = useState<Comparing>({ matchesLevels: true, blind: null });
  const { player, status } = usePlayer();
  const openSound = currentSound(state);
  const comparing = { ...chosen, blind: blindAmong(chosen.blind, state.openSounds) };
  const isBlind = isBlindAmong(comparing, state.openSounds);
  const { refused, addFiles } = useAddedFiles(opening, dispatch);
  const task = useInspectedTask(openSound?.sound.from ?? null);

  const { editSaver } = page;
  useEffect(() => {
    for (const { sound, history } of state.openSounds) editSaver.keep(sound, history.edits);
  }, [state.openSounds, editSaver]);

  useFollowedEdits(state, dispatch, editSaver);

  useShownDialog(dialog, heading, { isOpen, onHide: () => player.pause() });
  useLeaving(player, isOpen, opening, state.current);
  useEffect(() => {
    if (isOpen && opening.at !== null) dialog.current?.scrollTo(0, 0);
  }, [isOpen, opening]);

  const cover = useBack(isOpen, { onClose, onOpen }, openSound?.sound.from ?? null);
  useEscape(isOpen, cover, onClose);

  async function step(by: 1 | -1) {
    const ids = comparing.blind ?? state.openSounds.map(({ sound }) => sound.id);
    if (task && !isBlind) {
      await task.onStep(by);
    } else if (ids.length > 1) {
      const id = ids[(ids.indexOf(state.current ?? '') + by + ids.length) % ids.length];
      if (id !== undefined) dispatch({ type: 'choose', id });
    }
  }
  useInspectorKeys({
    ...(isOpen && { '/': leaveForSearch, j: () => void step(1), k: () => void step(-1) }),
    ...(isOpen && task && !isBlind && { e: task.onEdit, c: () => void copyTaskId(task.taskId) }),
  });

  return (
    <dialog
      ref={dialog}
      className="inspector"
      aria-label={words.heading}
      {...keyTint(openSound?.sound.asked.key ?? null)}
      onCancel={(event) => {
        // A file dialog that is closed says `cancel` too, from within.
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        onClose();
      }}
    >
      <div className="inspector-page">
        <SoundHead
          title={isBlind ? words.comparingBlind : (task?.name ?? openSound?.sound.title ?? words.heading)}
          heading={heading}
          task={isBlind ? null : task}
          onClose={onClose}
          onStep={(by) => void step(by)}
          onFiles={openSound && ((files) => void addFiles(files))}
        />
        {refused.length > 0 && (
          <p role="alert" className="i-hint">
            {words.refused(refused)}
          </p>
        )}
        {openSound ? (
          <SoundPanel
            openSound={openSound}
            state={state}
            dispatch={dispatch}
            player={player}
            status={status}
            comparing={comparing}
            onComparing={(change) => setComparing((before) => ({ ...before, ...change }))}
            {...page}
          />
        ) : (
          <NoSound onFiles={(files) => void addFiles(files)} />
        )}
      </div>
    </dialog>
  );
}

function leaveForSearch(): void {
  const field = document.querySelector<HTMLElement>('#tasks input[type="search"]');
  if (field) leaveInspector(() => field.focus());
}

/** Another sound stops the one before; a closed inspector holds no audio. */
function useLeaving(player: Player, isOpen: boolean, opening: Opening, current: string | null): void {
  const leave = useEffectEvent((id: string | null) => {
    if (id !== null && id !== current) player.leave();
  });
  useEffect(() => leave(opening.at), [opening]);
  useEffect(() => {
    if (!isOpen) player.close();
  }, [isOpen, player]);
}

/** Opens files beside what is open already; `refused` names those that are none of ours. */
function useAddedFiles(opening: Opening, dispatch: (action: InspectorAction) => void) {
  const [chosen, setChosen] = useState<{ opening: Opening; refused: readonly string[] } | null>(null);
  const addFiles = async (files: readonly File[]) => {
    const { sounds, refused } = await soundsOfFiles(files);
    setChosen({ opening, refused });
    const [first] = sounds;
    if (first) dispatch({ type: 'open', sounds, at: first.id, adds: true });
  };
  return { refused: (chosen?.opening === opening ? chosen.refused : opening.refused) ?? [], addFiles };
}

function NoSound({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  return (
    <div className="i-empty">
      <p>{words.empty}</p>
      <OpenFile label={words.chooseFile} onFiles={onFiles} />
      <p className="i-hint">
        {words.staysHere} {words.limits(LARGEST_MB, LONGEST_MINUTES)}
      </p>
    </div>
  );
}
