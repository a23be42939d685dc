import { letterShortcutsOff } from '../../../state/preferences.ts';

const TEXT_INPUTS = new Set(['checkbox', 'radio', 'button', 'submit', 'reset']);

/** Whether a letter or an arrow belongs to the control that has the focus. */
export function isTyping(element: Element | null): boolean {
  if (element instanceof HTMLInputElement) return !TEXT_INPUTS.has(element.type);
  return (
    element instanceof HTMLTextAreaElement ||
    element instanceof HTMLSelectElement ||
    (element instanceof HTMLElement && element.isContentEditable)
  );
}

/** `C` alone, not while typing and not as part of a shortcut. */
export function onCopyKey(copy: (focused: string | null) => void): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 'c' || event.ctrlKey || event.metaKey || event.altKey || event.repeat)
      return;
    if (letterShortcutsOff.get()) return;
    if (isTyping(document.activeElement) || document.querySelector('dialog[open]')) return;
    // Somebody marks text to copy it the ordinary way.
    if (event.defaultPrevented) return;
    copy(document.activeElement?.closest('[data-row]')?.getAttribute('data-row') ?? null);
  };
  document.addEventListener('keydown', onKey);
  return () => document.removeEventListener('keydown', onKey);
}
