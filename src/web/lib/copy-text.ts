/** Copies text by the clipboard, or where it is absent (plain http) or refuses, by way of a selection. */
export async function copyText(text: string | Promise<string>): Promise<void> {
  // Absent outside secure contexts, whatever the DOM types say.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  try {
    // Safari and Firefox allow a copy within the press alone; the text itself may come later.
    if (clipboard && typeof text !== 'string' && 'ClipboardItem' in globalThis)
      return await clipboard.write([new ClipboardItem({ 'text/plain': text })]);
    if (clipboard) return await clipboard.writeText(await text);
  } catch {
    // Refused: outside of a press, without focus, or by the site's policy.
  }
  if (!copySelection(await text)) throw new Error('The browser did not allow copying.');
}

function copySelection(text: string): boolean {
  const focused = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'sr-only';
  // Outside of a modal that is open nothing can be selected.
  (document.querySelector('dialog[open]') ?? document.body).append(area);
  area.select();
  const isCopied = document.execCommand('copy');
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return isCopied;
}
