import type { Sentence } from './messages.ts';

/** Apart from the other sentences, which are not in the first load. */
export const noAnswer: Sentence = {
  what: 'Cuesmith’s server cannot be reached.',
  next: 'Nothing you typed is lost. Try again when it is back.',
};

export const NO_ANSWER = `${noAnswer.what} ${noAnswer.next}`;
