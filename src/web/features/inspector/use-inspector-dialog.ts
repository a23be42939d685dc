import { useEffect, useEffectEvent, useRef, useSyncExternalStore, type RefObject } from 'react';

import { addCover, markCover, type Cover } from '../../lib/covers.ts';
import type { InspectedSound } from './inspected-sound.ts';
import { closeInspector } from './open-inspector.ts';

const wide = '(min-width: 64rem)';
const subscribeWide = (listener: () => void) => {
  const query = matchMedia(wide);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
};
const useIsWide = (): boolean => useSyncExternalStore(subscribeWide, () => matchMedia(wide).matches);

/** Beside the form it is a part of the page, over everything a modal dialog; the focus comes and goes with it. */
export function useShownDialog(
  dialog: RefObject<HTMLDialogElement | null>,
  heading: RefObject<HTMLHeadingElement | null>,
  { isOpen, onHide }: { isOpen: boolean; onHide: () => void },
): void {
  const isWide = useIsWide();
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
      // Who writes in the form beside it goes on there.
      const { activeElement, body } = document;
      const isElsewhere = activeElement !== body && !element.contains(activeElement);
      element.close();
      if (!isElsewhere && focused instanceof HTMLElement && focused.isConnected)
        focused.focus({ preventScroll: true });
    };
  }, [dialog, heading, isOpen, isWide]);
}

/** Back closes it, Forward opens it again, and a reload what it showed. */
export function useBack(
  isOpen: boolean,
  { onClose, onOpen }: { onClose: () => void; onOpen: () => void },
  from: InspectedSound['from'],
): RefObject<Cover | null> {
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
  return cover;
}

/** For what the form then does: first the inspector gives the focus back. */
export function leaveInspector(then: () => void): void {
  closeInspector();
  setTimeout(then);
}
