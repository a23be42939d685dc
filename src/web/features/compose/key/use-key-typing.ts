import { useEffect, useEffectEvent } from 'react';

import type { SoundKey } from '#shared/key/key-facts.ts';

import { announce } from '../../../lib/announce.ts';
import { partMissing } from '../../../strings/page-strings.ts';
import { noteKeyTyped } from './pending-key.ts';

/** Longer than a list's own, since `e flat minor` takes a while. */
const FORGET_MS = 1500;

/** What is typed while the list of keys has the focus: musicians' names instead of the first letters of its lines. */
export function useKeyTyping(onKey: (key: SoundKey) => void): void {
  const choose = useEffectEvent(onKey);
  useEffect(() => {
    const list = document.querySelector<HTMLSelectElement>('select#key');
    if (!list) return;
    let keys: readonly string[] = [];
    let typedAt = 0;
    let latest: readonly string[] = keys;

    /** What knows the names of keys. Fetched by the focus: a send waits for it. */
    const load = () => import('./typed-key.ts');
    const onFocus = () => void load().catch(() => undefined);

    const read = async (typed: readonly string[]) => {
      latest = typed;
      try {
        const { readTypedKey } = await load();
        // The first letter's import may end after the last one's.
        const key = typed === latest ? readTypedKey(typed) : null;
        if (key !== null) {
          choose(key);
          // Where the list is open, for Enter.
          list.selectedOptions[0]?.focus();
        }
        return true;
      } catch {
        if (typed === latest) announce(partMissing);
        return false;
      }
    };

    const onKeyDown = (event: KeyboardEvent) => {
      const { key, timeStamp } = event;
      const isText = key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (timeStamp - typedAt > FORGET_MS) keys = [];
      if (key === 'Backspace' && keys.length > 0) keys = keys.slice(0, -1);
      // A blank on its own opens the list.
      else if (!isText || (key === ' ' && keys.length === 0)) {
        keys = [];
        return;
      } else keys = [...keys, key];
      event.preventDefault();
      typedAt = timeStamp;
      noteKeyTyped(read(keys));
    };
    const ending = new AbortController();
    const { signal } = ending;
    list.addEventListener('focus', onFocus, { signal });
    list.addEventListener('keydown', onKeyDown, { signal });
    return () => ending.abort();
  }, []);
}
