import { useEffect, useEffectEvent } from 'react';

import { SOUND_KEYS, type SoundKey } from '#shared/key/key-facts.ts';
import { couldBeKey, parseKey } from '#shared/key/parse-key.ts';

import { announce } from '../../../lib/announce.ts';
import { spellKey } from '../../../state/key-spelling.ts';
import { strings } from '../../../strings/compose-strings.ts';

/** Longer than a list's own, since `e flat minor` takes a while. */
const FORGET_MS = 1500;

/** What is typed while the list of keys has the focus: musicians' names instead of the first letters of its lines. */
export function useKeyTyping(onKey: (key: SoundKey) => void): void {
  const choose = useEffectEvent(onKey);
  useEffect(() => {
    const list = document.querySelector<HTMLSelectElement>('select#key');
    if (!list) return;
    let typed = '';
    let typedAt = 0;

    function read(text: string): void {
      const key = parseKey(text);
      if (key === null) {
        if (!couldBeKey(text)) announce(strings.key.noKey(text));
        return;
      }
      choose(SOUND_KEYS.find((each) => each === key) ?? 'Any');
      announce(strings.key.typed(text, spellKey(key)));
    }

    const onKeyDown = (event: KeyboardEvent) => {
      const { key, timeStamp } = event;
      const isText = key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (timeStamp - typedAt > FORGET_MS) typed = '';
      if (key === 'Backspace' && typed !== '') typed = typed.slice(0, -1);
      // A blank on its own opens the list.
      else if (!isText || (key === ' ' && typed === '')) {
        typed = '';
        return;
      } else typed = couldBeKey(typed + key) || !couldBeKey(key) ? typed + key : key;
      event.preventDefault();
      typedAt = timeStamp;
      if (typed.trim() !== '') read(typed);
    };
    const forget = () => {
      typed = '';
    };
    list.addEventListener('keydown', onKeyDown);
    list.addEventListener('blur', forget);
    return () => {
      list.removeEventListener('keydown', onKeyDown);
      list.removeEventListener('blur', forget);
    };
  }, []);
}
