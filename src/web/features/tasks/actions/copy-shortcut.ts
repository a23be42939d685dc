import { isShortcut } from '../../commands/shortcuts.ts';

/** `C` copies the taskId of the card in focus, or of the newest. */
export function onCopyKey(copy: (focused: string | null) => void): () => void {
  const onKey = (event: KeyboardEvent) => {
    // A prevented C belongs to somebody who marks text to copy it the ordinary way.
    if (event.repeat || event.defaultPrevented || !isShortcut(event, 'copyTaskId')) return;
    if (document.querySelector('dialog[open]')) return;
    copy(document.activeElement?.closest('[data-row]')?.getAttribute('data-row') ?? null);
  };
  document.addEventListener('keydown', onKey);
  return () => document.removeEventListener('keydown', onKey);
}
