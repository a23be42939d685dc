import './inspector.css';
import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore, type RefObject } from 'react';

import { addCover, markCover, type Cover } from '../../lib/covers.ts';
import { words } from '../../strings/inspector-strings.ts';
import { keyTint } from '../../ui/key-tint.ts';
import { LARGEST_MB, LONGEST_MINUTES } from './decode.ts';
import { soundsOfFiles } from './file-sound.ts';
import type { InspectedSound, Opening } from './inspected-sound.ts';
import type { InspectorPage } from './inspector-page.ts';
import { currentSound } from './inspector-state.ts';
import { OpenFile } from './panels/open-file.tsx';
import { SoundHead } from './panels/sound-head.tsx';
import { SoundPanel } from './panels/sound-panel.tsx';
import type { Comparing } from './panels/stage-tools.tsx';
import { useInspectedSounds, usePlayer } from './use-inspected-sounds.ts';
import { useInspectedTask } from './use-inspected-task.ts';
import { useInspectorKeys } from './use-inspector-keys.ts';

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
  const [comparing, setComparing] = useState<Comparing>({ matchesLevels: true, blind: null });
  const { player, status } = usePlayer();
  const isWide = useIsWide();
  const openSound = currentSound(state);
  const isBlind = comparing.blind !== null && state.openSounds.length > 1;
  const [chosen, setChosen] = useState<{ opening: Opening; refused: readonly string[] } | null>(null);
  const refused = (chosen?.opening === opening ? chosen.refused : opening.refused) ?? [];

  const task = useInspectedTask(openSound?.sound.from ?? null);

  const { editSaver } = page;
  useEffect(() => {
    for (const { sound, history } of state.openSounds) editSaver.keep(sound, history.edits);
  }, [state.openSounds, editSaver]);

  useShownDialog(dialog, heading, { isOpen, isWide, onHide: () => player.pause() });
  const leave = useEffectEvent((id: string | null) => {
    if (id !== null && id !== state.current) player.leave();
  });
  useEffect(() => leave(opening.at), [opening]);
  // A closed inspector holds no audio.
  useEffect(() => {
    if (!isOpen) player.close();
  }, [isOpen, player]);
  useEffect(() => {
    if (isOpen && opening.at !== null) dialog.current?.scrollTo(0, 0);
  }, [isOpen, opening]);

  useEscape(dialog, isOpen, onClose);
  useBack(isOpen, { onClose, onOpen }, openSound?.sound.from ?? null);

  async function step(by: 1 | -1) {
    const ids = comparing.blind ?? state.openSounds.map(({ sound }) => sound.id);
    if (task && !isBlind) {
      await task.onStep(by);
    } else if (ids.length > 1) {
      const id = ids[(ids.indexOf(state.current ?? '') + by + ids.length) % ids.length];
      if (id !== undefined) dispatch({ type: 'choose', id });
    }
  }
  useInspectorKeys(isOpen ? { j: () => void step(1), k: () => void step(-1) } : {});

  const addFiles = async (files: readonly File[]) => {
    const { sounds, refused: names } = await soundsOfFiles(files);
    setChosen({ opening, refused: names });
    const [first] = sounds;
    if (first) dispatch({ type: 'open', sounds, at: first.id, adds: true });
  };

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
          <div className="i-empty">
            <p>{words.empty}</p>
            <OpenFile label={words.chooseFile} onFiles={(files) => void addFiles(files)} />
            <p className="i-hint">
              {words.staysHere} {words.limits(LARGEST_MB, LONGEST_MINUTES)}
            </p>
          </div>
        )}
      </div>
    </dialog>
  );
}

const wide = '(min-width: 64rem)';
const subscribeWide = (listener: () => void) => {
  const query = matchMedia(wide);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
};
const useIsWide = (): boolean => useSyncExternalStore(subscribeWide, () => matchMedia(wide).matches);

/** Beside the form it is a part of the page, over everything a modal dialog; the focus comes and goes with it. */
function useShownDialog(
  dialog: RefObject<HTMLDialogElement | null>,
  heading: RefObject<HTMLHeadingElement | null>,
  { isOpen, isWide, onHide }: { isOpen: boolean; isWide: boolean; onHide: () => void },
): void {
  const hide = useEffectEvent(onHide);
  useEffect(() => {
    const element = dialog.current;
    if (!element || !isOpen) return;
    const tasks = document.querySelector<HTMLElement>('#tasks');
    const focused = document.activeElement;
    if (isWide) element.show();
    else element.showModal();
    // Not the first button: the space bar is to play.
    heading.current?.focus({ preventScroll: true });
    // They lie under the inspector: not to be reached unseen.
    tasks?.toggleAttribute('inert', isWide);
    return () => {
      hide();
      tasks?.removeAttribute('inert');
      element.close();
      if (focused instanceof HTMLElement && focused.isConnected) focused.focus({ preventScroll: true });
    };
  }, [dialog, heading, isOpen, isWide]);
}

/** Back closes it, Forward opens it again, and a reload what it showed. */
function useBack(
  isOpen: boolean,
  { onClose, onOpen }: Pick<InspectorProps, 'onClose' | 'onOpen'>,
  from: InspectedSound['from'],
): void {
  const back = useEffectEvent(onClose);
  const forward = useEffectEvent(onOpen);
  const cover = useRef<Cover>(null);
  useEffect(() => {
    if (!isOpen) return;
    cover.current = { onBack: () => back(), onForward: () => forward() };
    return addCover(cover.current);
  }, [isOpen]);
  const id = from?.id;
  const take = from?.take;
  useEffect(() => {
    if (isOpen && cover.current)
      markCover(cover.current, { inspected: id === undefined ? undefined : { id, take } });
  }, [isOpen, id, take]);
}

function useEscape(dialog: RefObject<HTMLDialogElement | null>, isOpen: boolean, onClose: () => void): void {
  // From wherever the focus is: what had it may have gone.
  const onEscape = useEffectEvent((event: KeyboardEvent) => {
    const { target } = event;
    const isOurs = target === document.body || (target instanceof Node && dialog.current?.contains(target));
    if (event.key !== 'Escape' || event.defaultPrevented || !isOurs) return;
    event.preventDefault();
    onClose();
  });
  useEffect(() => {
    if (!isOpen) return;
    const onKey = (event: KeyboardEvent) => onEscape(event);
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [isOpen]);
}
