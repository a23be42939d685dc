import type { Key } from '../music/theory.ts';
import type { Meaning } from './lexicon/look-up-phrase.ts';

/** One phrase of the prompt that means something, or a word that does not. */
export interface PromptItem {
  /** As the person wrote it, lower case. */
  text: string;
  meaning: Meaning | null;
  /** Place in the prompt, in words. */
  at: number;
  clause: number;
  /** `three` before it. */
  count: number | null;
  negated: boolean;
  /** The phrase that stands for a word the lexicon lacks; a guess, and said to be one. */
  relative: string | null;
}

/** Numbers that stand in the prompt. */
export interface Figures {
  bpm: number | null;
  seconds: number | null;
  bars: number | null;
  key: Key | null;
}
