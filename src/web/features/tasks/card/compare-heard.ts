import { formatBpm } from '#shared/bpm.ts';
import type { SoundKey } from '#shared/key/key-facts.ts';
import { relativeKey } from '#shared/key/relative-key.ts';
import { SURE, TEMPO_MATCH, TEMPO_NEAR, tempoAway } from '#shared/take/heard-bounds.ts';
import type { Heard } from '#shared/take/take-heard.ts';

import * as words from '../../../strings/task-strings.ts';

export type Grade = 'match' | 'near' | 'miss' | 'unsure';

/** What a chip says: what was heard (or asked, where both are alike), and what was asked where they differ. */
export interface Comparison {
  text: string;
  asked?: string;
  grade?: Grade;
}

/** Null where nothing was asked and nothing sure was heard. */
export function compareBpm(asked: number | null, heard: Heard | null): Comparison | null {
  const best = heard?.bpm[0];
  if (asked === null) {
    const one = heard?.bpm.length === 1 && best && best.confidence >= SURE ? best : null;
    return one ? { text: words.inBpm(formatBpm(one.bpm)) } : null;
  }
  const text = words.inBpm(asked);
  if (!heard) return { text };
  if (!best) return { text, grade: 'unsure' };
  const nearest = Math.min(...heard.bpm.map(({ bpm }) => Math.abs(tempoAway(bpm, asked))));
  if (nearest <= TEMPO_MATCH) return { text, grade: 'match' };
  if (best.confidence < SURE) return { text, grade: 'unsure' };
  const off = tempoAway(best.bpm, asked);
  const isNear = Math.abs(off) <= TEMPO_NEAR;
  return {
    asked: String(asked),
    text: formatBpm(isNear ? asked * (1 + off) : best.bpm),
    grade: isNear ? 'near' : 'miss',
  };
}

export function compareKey(
  asked: SoundKey | null,
  heard: Heard | null,
  spell: (key: SoundKey) => string,
): Comparison | null {
  const found = heard?.key;
  const isSure = found && found.confidence >= SURE;
  if (asked === null || asked === 'Any') {
    if (!heard) return null;
    if (isSure) return { text: spell(found.key) };
    return found ? null : { text: words.noPitch };
  }
  const text = spell(asked);
  if (!heard) return { text };
  if (!found) return { text, grade: 'unsure' };
  if (found.key === asked) return { text, grade: 'match' };
  const other = { asked: text, text: spell(found.key) };
  if (relativeKey(found.key) === asked) return { ...other, grade: 'near' };
  return isSure ? { ...other, grade: 'miss' } : { text, grade: 'unsure' };
}

export function compareLoop(heard: Heard | null): Comparison {
  switch (heard?.loop) {
    case 'clean':
      return { text: words.loop, grade: 'match' };
    case 'audible':
      return { text: words.loop, grade: 'near' };
    case 'click':
      return { text: words.loopClicks, grade: 'miss' };
    default:
      return { text: words.loop };
  }
}
