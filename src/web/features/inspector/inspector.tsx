import './inspector.css';
import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from 'react';

import { words } from '../../strings/inspector-strings.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { keyTint } from '../../ui/key-tint.ts';
import { soundsOfFiles } from './file-sound.ts';
import type { Opening } from './inspected-sound.ts';
import type { InspectorPage } from './inspector-page.ts';
import { currentSound } from './inspector-state.ts';
import { OpenFile } from './panels/open-file.tsx';
import { SoundPanel } from './panels/sound-panel.tsx';
import { useInspectedSounds, usePlayer } from './use-inspected-sounds.ts';

export interface InspectorProps extends InspectorPage {
  isOpen: boolean;
  opening: Opening;
  onClose: () => void;
}

/** Over the tasks, beside the form; over everything where there is no room for both. */
export function Inspector({ isOpen, opening, onClose, ...page }: InspectorProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const [state, dispatch] = useInspectedSounds(opening);
  const { player, status } = usePlayer();
  const isWide = useIsWide();
  const openSound = currentSound(state);
  const [chosen, setChosen] = useState<{ opening: Opening; refused: readonly string[] } | null>(null);
  const refused = (chosen?.opening === opening ? chosen.refused : opening.refused) ?? [];

  const pause = useEffectEvent(() => player.pause());
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
      pause();
      tasks?.removeAttribute('inert');
      element.close();
      if (focused instanceof HTMLElement && focused.isConnected) focused.focus({ preventScroll: true });
    };
  }, [isOpen, isWide]);
  useEffect(() => {
    if (isOpen && opening.at !== null) dialog.current?.scrollTo(0, 0);
  }, [isOpen, opening]);

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
      aria-labelledby="inspector-heading"
      {...keyTint(openSound?.sound.asked.key ?? null)}
      onCancel={(event) => {
        // A file dialog that is closed says `cancel` too, from within.
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        onClose();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
    >
      <div className="inspector-page">
        <header className="inspector-head">
          <h2 ref={heading} id="inspector-heading" tabIndex={-1}>
            {words.heading}
          </h2>
          {openSound && <OpenFile label={words.addFile} onFiles={(files) => void addFiles(files)} />}
          <Button look="icon" aria-label={words.close} title={words.closeTitle} onClick={onClose}>
            <Icon name="close" />
          </Button>
        </header>
        {refused.length > 0 && (
          <p role="alert" className="inspector-refused">
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
            {...page}
          />
        ) : (
          <div className="inspector-empty">
            <p>{words.empty}</p>
            <OpenFile label={words.chooseFile} onFiles={(files) => void addFiles(files)} />
            <p className="inspector-muted">{words.staysHere}</p>
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
