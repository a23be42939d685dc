import { ownName } from '../../../lib/own-name.ts';

/** What was typed to a task and not saved; a field that nobody touched is left out. */
export type NoteDraft = Partial<Record<'title' | 'tags' | 'notes', string>>;

const nameOf = (id: string): string => ownName(`cuesmith.notes.${id}`);

/** Of this tab: it outlives a reload, and a row that was scrolled away. */
export function readDraft(id: string): NoteDraft {
  try {
    return JSON.parse(sessionStorage.getItem(nameOf(id)) ?? '{}') as NoteDraft;
  } catch {
    return {};
  }
}

export function keepDraft(id: string, draft: NoteDraft): void {
  try {
    if (Object.keys(draft).length === 0) sessionStorage.removeItem(nameOf(id));
    else sessionStorage.setItem(nameOf(id), JSON.stringify(draft));
  } catch {
    // Storage is off or full: the field still has it.
  }
}
