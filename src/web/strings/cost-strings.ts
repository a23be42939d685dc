// Made of src/shared/messages/en.json by `npm run messages`: a sentence is changed there.
import { sayDuration } from './format/durations.ts';
import { n } from './format/plurals.ts';

export const variationStrings = {
  label: 'Variations',
  title: 'How many sounds one press of Generate makes',
  times: (count: string | number): string => `×${count}`,
} as const;
export const short = (needed: number, left: number, isSandbox: boolean): string =>
  isSandbox
    ? `${n(needed)} needed, ${n(left)} practice credits left`
    : `${n(needed)} needed, ${n(left)} credits left`;
export const left = (left: number, isSandbox: boolean): string =>
  isSandbox ? `${n(left)} practice credits left` : `${n(left)} credits left`;
export const ofLeft = (credits: number, left: number, isSandbox: boolean): string =>
  isSandbox ? `${n(credits)} of ${n(left)} practice credits` : `${n(credits)} of ${n(left)} credits`;
export const price = (credits: number, isSandbox: boolean): string =>
  isSandbox ? `${n(credits)} practice credits` : `${n(credits)} credits`;
export const readyIn = (ms: number): string => `ready in about ${sayDuration(ms)}`;
