import { take as takeWord } from './task-strings.ts';

/* What the player says, taken as `import * as words`. */
export { inspect, inspectTitle } from './task-strings.ts';
export const player = 'Player';
export const play = 'Play';
export const pause = 'Pause';
export const playTitle = (isOn: boolean) => (isOn ? 'Pause (Space)' : 'Play (Space)');
export const previous = 'Previous sound';
export const next = 'Next sound';
export const position = 'Position';
export const takes = 'Takes';
export const take = (letter: string) => takeWord(letter).replace('take', 'Take');
export const loop = 'Loop';
export const loopTitle = 'Go round without a gap';
export const matchLevels = 'Match levels';
export const matchLevelsTitle = 'Play both takes equally loud';
export const audition = 'Audition';
export const auditionTitle = 'Play each sound as the arrow keys reach it';
export const volume = 'Volume';
export const percent = (share: number) => `${share} %`;
export const newSound = 'Write a new sound';
