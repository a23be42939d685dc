// Made of src/shared/messages/en.json by `npm run messages`: a sentence is changed there.
import { n } from './format/plurals.ts';

export const lost = 'No connection';
export const balance = (credits: number, isSandbox: boolean): string =>
  `${n(credits)} ${isSandbox ? 'practice credits' : 'credits'}`;
export const buttonName = 'Connection:';
export const silent = 'Does not answer just now';
export const noKey = 'No API key set';
export const keyRefused = 'Key not accepted';
export const sendTo = 'Sent to';
