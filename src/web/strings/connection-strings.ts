import { n } from './plurals.ts';

/*
 * Who makes the sounds. Each an export of its own, taken as `import * as words`: so the names weigh nothing.
 * The sandbox's money is always "practice credits".
 */

export const lost = 'No connection';
export const money = (isSandbox: boolean): string => (isSandbox ? 'practice credits' : 'credits');
export const balance = (credits: number, isSandbox: boolean): string => `${n(credits)} ${money(isSandbox)}`;
export const buttonName = 'Connection: ';
export const silent = 'Does not answer just now';
export const noKey = 'No API key set';
export const keyRefused = 'Key not accepted';
export const unverified = 'Key not tried yet';
export const gone = (name: string) => `${name}, removed`;
export const sendTo = 'Sent to';
