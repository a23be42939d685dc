// Made of src/shared/messages/en.json by `npm run messages`: a sentence is changed there.
import { n } from './format/plurals.ts';

export const notCopied = 'The browser did not allow copying.';
export const filled = 'Filled in. Nothing was sent.';
export const keySpelling = 'Spell keys with';
export const sharps = 'Sharps';
export const flats = 'Flats';
export const hear = 'Hear it';
export const stopHearing = 'Stop';
export const hearName = (what: string | number): string => `Hear ${what} before generating, at no cost`;
export const stopHearingName = 'Stop hearing it';
export const hearWhat = (key: string | number | null | undefined, bpm: number | null | undefined): string =>
  key == null ? (bpm == null ? '' : `${n(bpm)} BPM`) : bpm == null ? `${key}` : `${key} at ${n(bpm)} BPM`;
export const nothingToHear = 'Choose a key or a BPM to hear it first.';
export const noSound = 'This browser did not let the page make a sound.';
export const promptTools = 'Prompt tools';
export const ideas = 'Ideas';
export const vary = 'Vary';
export const code = 'Code';
export const copyLink = 'Copy link';
export const linkCopied = 'Link copied. It fills the form, but never sends.';
export const copied = 'Copied';
export const tasks = 'Tasks';
export const inProgress = 'in progress';
