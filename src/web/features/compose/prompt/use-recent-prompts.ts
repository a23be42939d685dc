import { useEffect, useState } from 'react';

import type { SoundRequest } from '#shared/sound-request.ts';

export type LoadRecent = (signal: AbortSignal) => Promise<readonly SoundRequest[]>;

const SHOWN = 20;

/** The latest requests, each prompt once, from the server's own list: the page keeps none. */
export function useRecent(load: LoadRecent): readonly SoundRequest[] | null | 'failed' {
  const [recent, setRecent] = useState<readonly SoundRequest[] | null | 'failed'>(null);
  useEffect(() => {
    const stop = new AbortController();
    const show = async () => {
      const requests = await load(stop.signal);
      const byPrompt = new Map([...requests].toReversed().map((request) => [request.prompt, request]));
      if (!stop.signal.aborted) setRecent([...byPrompt.values()].toReversed().slice(0, SHOWN));
    };
    show().catch(() => {
      if (!stop.signal.aborted) setRecent('failed');
    });
    return () => stop.abort();
  }, [load]);
  return recent;
}
