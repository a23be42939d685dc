import type { SoundKey } from '#shared/key/key-facts.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import { spellKey } from '../../state/key-spelling.ts';
import { common } from '../../strings/tool-strings.ts';

type RequestField = keyof SoundRequest;

interface WordPart {
  text: string;
  is: 'same' | 'added' | 'removed';
}

export type Change =
  | { field: 'prompt'; parts: WordPart[] }
  | { field: Exclude<RequestField, 'prompt'>; from: string; to: string };

const SHOWN = ['soundKey', 'soundTempo', 'soundLoop', 'grabLyrics', 'callBackUrl', 'model'] as const;

export function showValue(field: RequestField, value: SoundRequest[RequestField]): string {
  if (value === null) return common.auto;
  if (value === 'Any') return common.any;
  if (field === 'soundKey') return spellKey(value as SoundKey);
  if (typeof value === 'boolean') return value ? common.on : common.off;
  return value === undefined || value === '' ? common.none : String(value);
}

/** What differs between two requests, in the order of the form. */
export function diffRequests(before: SoundRequest, after: SoundRequest): Change[] {
  const changes: Change[] = [];
  if (before.prompt.trim() !== after.prompt.trim())
    changes.push({ field: 'prompt', parts: diffWords(before.prompt, after.prompt) });
  for (const field of SHOWN) {
    const [from, to] = [before[field], after[field]];
    if (from !== to) changes.push({ field, from: showValue(field, from), to: showValue(field, to) });
  }
  return changes;
}

const wordsOf = (text: string): string[] =>
  text
    .trim()
    .split(/\s+|(?=[,.;:])/)
    .filter(Boolean);

/** Word by word, by the longest common run of words; neighbours of a kind are one part. */
export function diffWords(before: string, after: string): WordPart[] {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  const none = () => Array.from({ length: b.length + 1 }, () => 0);
  const longest = a.map(none);
  longest.push(none());
  const at = (i: number, j: number) => longest[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    const row = longest[i] ?? [];
    for (let j = b.length - 1; j >= 0; j -= 1)
      row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }
  const parts: WordPart[] = [];
  const add = (text: string | undefined, is: WordPart['is']) => {
    const last = parts.at(-1);
    if (text === undefined) return;
    if (last?.is === is) last.text += /^[,.;:]/.test(text) ? text : ` ${text}`;
    else parts.push({ text, is });
  };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      add(a[i], 'same');
      i += 1;
      j += 1;
    } else if (i < a.length && (j >= b.length || at(i + 1, j) >= at(i, j + 1))) {
      add(a[i], 'removed');
      i += 1;
    } else {
      add(b[j], 'added');
      j += 1;
    }
  }
  return parts;
}
