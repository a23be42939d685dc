import { useEffect } from 'react';
import type { UseFormReturn } from 'react-hook-form';

import { type Connection, SANDBOX_ID } from '#shared/connection.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import type { Api } from '../../../api/api-client.ts';

/**
 * Tells the server that a send is near, so that no handshake stands in its way. Only while the form could be sent, and
 * to a vendor far away; what knows when comes with the first touch.
 */
export function useWarmSends(
  api: Api,
  form: UseFormReturn<SoundRequest>,
  connection: Connection | undefined,
): void {
  const id = connection?.hasKey && connection.id !== SANDBOX_ID ? connection.id : null;
  useEffect(() => {
    if (id === null) return undefined;
    const ending = new AbortController();
    const { signal } = ending;
    let isTouched = false;
    const load = async (isTyping: boolean) => {
      if (isTouched) return;
      isTouched = true;
      const { warmSends } = await import('./warm-sends.ts');
      if (!signal.aborted) warmSends({ api, form, id, isTyping, signal });
    };
    const onTouch = ({ type }: Event) => void load(type === 'keydown').catch(() => undefined);
    for (const type of ['pointerover', 'keydown']) document.addEventListener(type, onTouch, { signal });
    return () => ending.abort();
  }, [api, form, id]);
}
