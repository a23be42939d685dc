import { rowOf } from '../list/row-of.ts';

/** Where the card with the focus goes away, focus goes to the next card, the one before, or the heading. */
export function focusBeside(id: string): void {
  const item = rowOf(id);
  if (!item?.contains(document.activeElement)) return;
  const beside = item.nextElementSibling ?? item.previousElementSibling;
  const target =
    beside?.querySelector<HTMLElement>('article') ?? document.querySelector<HTMLElement>('#tasks-heading');
  target?.focus();
}
