import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';

import { addCover, markCover, type Cover } from '../../lib/covers.ts';
import { useMatches } from '../../ui/use-matches.ts';
import type { InspectedSound } from './inspected-sound.ts';
import { closeInspector } from './open-inspector.ts';

/** As in inspector-frame.css: a part of the page, and with room for the form beside it. */
const WIDE = '(min-width: 64rem)';
const BESIDE = '(min-width: 87.5rem)';

/** What lies under the inspector is not to be reached unseen. A modal dialog does so by itself. */
function markCovered({ tasks, form }: { tasks: boolean; form: boolean }): void {
  document.querySelector('#tasks')?.toggleAttribute('inert', tasks);
  document.querySelector('.compose')?.toggleAttribute('inert', form);
}

function closeForForm({ target }: Event): void {
  if (target instanceof Element && target.closest('.compose')) closeInspector();
}

/** Under the header it is a part of the page, over everything a modal dialog; the focus comes and goes with it. */
export function useShownDialog(
  dialog: RefObject<HTMLDialogElement | null>,
  heading: RefObject<HTMLHeadingElement | null>,
  { isOpen, onHide }: { isOpen: boolean; onHide: () => void },
): void {
  const isWide = useMatches(WIDE);
  const isBeside = useMatches(BESIDE);
  const hide = useEffectEvent(onHide);
  useEffect(() => {
    const element = dialog.current;
    if (!element || !isOpen) return;
    const focused = document.activeElement;
    if (isWide) element.show();
    else element.showModal();
    // Not the first button: the space bar is to play.
    heading.current?.focus({ preventScroll: true });
    return () => {
      hide();
      markCovered({ tasks: false, form: false });
      // Who writes in the form beside it goes on there.
      const { activeElement, body } = document;
      const isElsewhere = activeElement !== body && !element.contains(activeElement);
      element.close();
      if (!isElsewhere && focused instanceof HTMLElement && focused.isConnected)
        focused.focus({ preventScroll: true });
    };
  }, [dialog, heading, isOpen, isWide]);
  // After the one above, which notes where the focus was.
  useEffect(() => {
    if (!isOpen) return;
    const isInForm = document.activeElement?.closest('.compose') !== null;
    markCovered({ tasks: isWide, form: isWide && !isBeside });
    if (isBeside) return;
    if (isInForm) heading.current?.focus({ preventScroll: true });
    // By its shortcut: what comes of it is to be seen.
    document.addEventListener('submit', closeForForm);
    return () => document.removeEventListener('submit', closeForForm);
  }, [heading, isOpen, isWide, isBeside]);
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
