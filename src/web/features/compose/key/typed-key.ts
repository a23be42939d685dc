import { SOUND_KEYS, type SoundKey } from '#shared/key/key-facts.ts';
import { couldBeKey, parseKey } from '#shared/key/parse-key.ts';

import { announce } from '../../../lib/announce.ts';
import { spellKey } from '../../../state/key-spelling.ts';
import * as words from '../../../strings/key-strings.ts';

/** The key that those letters name, or could become; says which, or that there is none. */
export function readTypedKey(letters: readonly string[]): SoundKey | null {
  // A letter that cannot follow begins anew.
  const typed = letters.reduce(
    (text, letter) => (couldBeKey(text + letter) || !couldBeKey(letter) ? text + letter : letter),
    '',
  );
  if (typed.trim() === '') return null;
  const key = parseKey(typed);
  if (key !== null) announce(words.typed(typed, spellKey(key)));
  else if (!couldBeKey(typed)) announce(words.noKey(typed));
  return key === null ? null : (SOUND_KEYS.find((each) => each === key) ?? 'Any');
}
