import * as words from '../../../strings/task-strings.ts';
import type { ListItem } from './list-items.ts';
import { UnderHead } from './under-head.tsx';

/** Says how many rows came above the one that was `seen` on top, and goes there. */
export function NewAbove({ items, seen }: { items: readonly ListItem[]; seen: string }) {
  const count = items.findIndex(({ id }) => id === seen);
  return count > 0 ? (
    <UnderHead onClick={() => window.scrollTo({ top: 0 })}>{words.newAbove(count)}</UnderHead>
  ) : null;
}
