// Made of src/shared/messages/en.json by `npm run messages`: a sentence is changed there.

export const player = 'Player';
export const play = 'Play';
export const pause = 'Pause';
export const playTitle = (isOn: boolean): string => (isOn ? 'Pause (Space)' : 'Play (Space)');
export const previous = 'Previous sound';
export const next = 'Next sound';
export const stop = 'Stop';
export const position = 'Position';
export const takes = 'Takes';
export const take = (letter: string | number): string => `Take ${letter}`;
export const loop = 'Loop';
export const loopTitle = 'Go round without a gap';
export const matchLevels = 'Match levels';
export const matchLevelsTitle = 'Play both takes equally loud';
export const audition = 'Audition';
export const auditionTitle = 'Play each sound as the arrow keys reach it';
export const volume = 'Volume';
export const newSound = 'Write a new sound';
export const inspect = 'Inspect';
export const inspectTitle = 'Measure, loop, fix, compare and export it';
export const ready = 'Ready';
export const playReady = (title: string | number): string => `Ready: ${title}. Play take A`;
