import { useEffect, useEffectEvent, useRef, useSyncExternalStore } from 'react';

import { words } from '../../strings/inspector-strings.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { keyTint } from '../../ui/key-tint.ts';
import { soundOfFile } from './file-sound.ts';
import type { BenchPage } from './inspector-page.ts';
import { currentStrip } from './inspector-state.ts';
import { FileDoor } from './panels/open-file.tsx';
import { SoundDesk } from './panels/sound-panel.tsx';
import { useBench, usePlayer, type Opening } from './use-inspector-state.ts';

import styles from './inspector.css?inline';

export { verdictOf } from './work/measure.ts';

// A stylesheet by script: it comes with this chunk, and the page's policy has nothing against it.
const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

export interface BenchProps extends BenchPage {
  isOpen: boolean;
  opening: Opening;
  onClose: () => void;
}

/** The listening bench: over the tasks, beside the form; over everything where there is no room for both. */
export function Bench({ isOpen, opening, onClose, ...page }: BenchProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const [state, dispatch] = useBench(opening);
  const { player, status } = usePlayer();
  const isWide = useIsWide();
  const strip = currentStrip(state);

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
    // They lie under the bench: not to be reached unseen.
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

  const addFiles = (files: readonly File[]) => {
    const sounds = files.map(soundOfFile);
    const [first] = sounds;
    if (first) dispatch({ type: 'open', sounds, at: first.id, adds: true });
  };

  return (
    <dialog
      ref={dialog}
      className="bench"
      aria-labelledby="bench-heading"
      {...keyTint(strip?.sound.asked.key ?? null)}
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
      <div className="bench-page">
        <header className="bench-head">
          <h2 ref={heading} id="bench-heading" tabIndex={-1}>
            {words.heading}
          </h2>
          {strip && <FileDoor label={words.addFile} onFiles={addFiles} />}
          <Button look="icon" aria-label={words.close} title={words.closeTitle} onClick={onClose}>
            <Icon name="close" />
          </Button>
        </header>
        {strip ? (
          <SoundDesk
            strip={strip}
            state={state}
            dispatch={dispatch}
            player={player}
            status={status}
            {...page}
          />
        ) : (
          <div className="bench-empty">
            <p>{words.empty}</p>
            <FileDoor label={words.chooseFile} onFiles={addFiles} />
            <p className="bench-muted">{words.staysHere}</p>
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
