import { useLayoutEffect, type RefObject } from 'react';

import type { IconName } from '../../../ui/icon.tsx';

/** Whose words go first where the bar has no room for all. */
const FIRST_TO_SHRINK: readonly IconName[] = ['star', 'tag', 'lines', 'trash', 'copy', 'retry', 'download'];

function widthOf(actions: HTMLElement): number {
  const boxes = Array.from(actions.querySelectorAll('[data-action]'), (each) => each.getBoundingClientRect());
  const drawn = boxes.filter(({ width }) => width > 0);
  return Math.max(...drawn.map(({ right }) => right)) - Math.min(...drawn.map(({ left }) => left));
}

/** One button after the other gives up its words until all fit: none is left half as wide. */
function fitActions(actions: HTMLElement): void {
  const buttons = FIRST_TO_SHRINK.flatMap(
    (icon) => actions.querySelector<HTMLElement>(`[data-action='${icon}']`) ?? [],
  );
  for (const button of buttons) delete button.dataset['picture'];
  for (const button of buttons) {
    if (widthOf(actions) <= actions.clientWidth + 0.5) return;
    button.dataset['picture'] = '';
  }
}

/** Anew at every draw, whose words may be others, and whenever there is more or less room. */
export function useFitActions(actions: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    if (actions.current) fitActions(actions.current);
  });
  useLayoutEffect(() => {
    const element = actions.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => fitActions(element));
    observer.observe(element);
    return () => observer.disconnect();
  }, [actions]);
}
