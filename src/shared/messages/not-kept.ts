import { notKeptSentences } from './reason-sentences.ts';
import { fill } from './reason.ts';

/** Why no copy of a take could be kept, by code: the page says it in its reader's language. */
export interface NotKept {
  code: keyof typeof notKeptSentences;
  /** What the sentence names, in the order of the English one. */
  values: readonly (string | number)[];
}

export const becauseOf = (code: NotKept['code'], ...values: NotKept['values']): NotKept => ({ code, values });

/** In English. */
export const sayNotKept = ({ code, values }: NotKept): string => fill(notKeptSentences[code], values);
