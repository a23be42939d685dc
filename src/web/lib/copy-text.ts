/** Copies text; where the clipboard is not offered (plain http), by way of a selection. */
export async function copyText(text: string | Promise<string>): Promise<void> {
  // Absent outside secure contexts, whatever the DOM types say.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (clipboard && typeof text !== 'string' && 'ClipboardItem' in globalThis) {
    // Safari and Firefox allow a copy within the press alone; the text itself may come later.
    return clipboard.write([new ClipboardItem({ 'text/plain': text })]);
  }
  const plain = await text;
  if (clipboard) return clipboard.writeText(plain);
  const focused = document.activeElement;
  const area = document.createElement('textarea');
  area.value = plain;
  area.className = 'sr-only';
  // Outside of a modal that is open nothing can be selected.
  (document.querySelector('dialog[open]') ?? document.body).append(area);
  area.select();
  const isCopied = document.execCommand('copy');
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  if (!isCopied) throw new Error('The browser did not allow copying.');
}
