import { useEffect } from 'react';
import type { UseFormReturn } from 'react-hook-form';

import { type Connection, SANDBOX_ID } from '#shared/connection.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import type { Api } from '../../../api/api-client.ts';
import { debounce } from '../../../lib/debounce.ts';

/** A hand that types has paused. */
const PAUSE_MS = 400;
/** The server keeps one so long, and a little more. */
const APART_MS = 3000;

/**
 * Tells the server that a send is near, so that no handshake stands in its way: a pause in typing, the pointer or the
 * focus on Generate, the first key of Ctrl+Enter. Only while the form could be sent, and to a vendor far away.
 */
export function useWarmSends(
  api: Api,
  form: UseFormReturn<SoundRequest>,
  connection: Connection | undefined,
): void {
  const id = connection?.hasKey && connection.id !== SANDBOX_ID ? connection.id : null;
  useEffect(() => {
    if (id === null) return undefined;
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
    const ending = new AbortController();
    const { signal } = ending;
    const onReach = ({ target }: Event) => {
      const button = target instanceof Element ? target.closest('button') : null;
      if (button?.type === 'submit') warm();
    };
    document.addEventListener('pointerover', onReach, { signal });
    document.addEventListener('focusin', onReach, { signal });
    document.addEventListener('keydown', ({ key }) => /^(Control|Meta)$/.test(key) && warm(), { signal });
    return () => {
      ending.abort();
      unsubscribe();
      warmLater.cancel();
    };
  }, [api, form, id]);
}
