import type { UseFormReturn } from 'react-hook-form';

import type { SoundRequest } from '#shared/sound-request.ts';

import type { Api } from '../../../api/api-client.ts';
import { debounce } from '../../../lib/debounce.ts';

/** A hand that types has paused. */
const PAUSE_MS = 400;
/** The server keeps one so long, and a little more. */
const APART_MS = 3000;

interface Warming {
  api: Api;
  form: UseFormReturn<SoundRequest>;
  /** Of the connection. */
  id: string;
  /** It begins in the midst of typing. */
  isTyping: boolean;
  signal: AbortSignal;
}

/** From now on: a pause in typing, the pointer or the focus on Generate, the first key of Ctrl+Enter. */
export function warmSends({ api, form, id, isTyping, signal }: Warming): void {
  let isWrong = false;
  let warmedAt = -Infinity;
  const warm = () => {
    const { prompt, soundTempo } = form.getValues();
    if (isWrong || prompt.trim() === '' || Number.isNaN(soundTempo)) return;
    if (performance.now() - warmedAt < APART_MS) return;
    warmedAt = performance.now();
    // Without it the send takes a little longer.
    api.call('POST', `/api/connections/${encodeURIComponent(id)}/warm`).catch(() => undefined);
  };
  const warmLater = debounce(warm, PAUSE_MS);
  const unsubscribe = form.subscribe({
    formState: { values: true, errors: true },
    callback: ({ type, errors }) => {
      isWrong = Object.keys(errors ?? {}).length > 0;
      if (type === 'change') warmLater();
    },
  });
  const onHover = ({ target }: Event) => {
    const button = target instanceof Element ? target.closest('button') : null;
    if (button?.type === 'submit') warm();
  };
  document.addEventListener('pointerover', onHover, { signal });
  document.addEventListener('focusin', onHover, { signal });
  document.addEventListener('keydown', ({ key }) => /^(Control|Meta)$/.test(key) && warm(), { signal });
  signal.addEventListener('abort', () => {
    unsubscribe();
    warmLater.cancel();
  });
  if (isTyping) warmLater();
}
