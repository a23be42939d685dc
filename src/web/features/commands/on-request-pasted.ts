import { isTyping } from '../../lib/is-typing.ts';

/** Hears a curl command or a JSON body that is pasted outside of any field. Returns its end. */
export function onRequestPasted(take: (text: string) => void): () => void {
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (isTyping(event.target) || document.querySelector('dialog:modal') || !/^\s*(?:curl\s|\{)/.test(text))
      return;
    event.preventDefault();
    take(text);
  };
  document.addEventListener('paste', onPaste);
  return () => document.removeEventListener('paste', onPaste);
}
