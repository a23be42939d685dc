import { form, n } from './plurals.ts';

/*
 * What the first load says: header, form, and what stands where later pieces are to come.
 * Each an export of its own, taken as `import * as words`: so the names weigh nothing.
 */

/** Apart from the other sentences about trouble, which are not in the first load. */
export const noAnswer = {
  what: 'No connection to Cuesmith’s server.',
  next: 'Nothing is lost; this page goes on by itself when it is back.',
};

export const noAnswerAtAll = `${noAnswer.what} ${noAnswer.next}`;
export const name = 'Cuesmith';

export const theme = (theme: string) => `Theme: ${theme}`;
export const themeNext = (theme: string, next: string) => `Theme: ${theme}. Press for ${next}.`;

export const skip = 'Skip to the tasks';

export const commands = 'Commands';
export const help = 'Help';
export const helpTitle = 'Help and keys (?)';

export const compose = 'Compose';
export const prompt = 'Prompt';
export const promptSample =
  'Heavy rain on a tin roof, distant thunder, a gentle wind. Or: dark techno loop, 909 kick, acid bass.';
export const promptUsual = 'What, how close, what mood';
export const clear = 'Clear';
export const newSound = 'Write a new sound';
export const characters = 'Characters: ';
export const surplus = (count: number) =>
  `${n(count)} ${form(count, { one: 'character', other: 'characters' })} too long. Shorten it.`;

export const key = 'Key';
export const anyKey = 'Any';
export const minor = 'Minor';
export const major = 'Major';
export const byModel = 'Chosen by the model';
export const keyOpen = `${byModel}. Or type one: Ebm, 2A`;

export const bpm = 'BPM';
export const bpmValue = ' value';
export const auto = 'Auto';
export const inBpm = (bpm: number) => `${bpm} BPM`;
export const bars = (bars: number, seconds: number) => `${bars} bars = ${n(seconds)} s`;
export const half = '½× BPM, half time';
export const halfTitle = 'Half time';
export const double = '2× BPM, double time';
export const doubleTitle = 'Double time';
export const tap = 'Tap';
export const tapName = 'Tap tempo';
export const tapTitle = 'Press in time, or the T key';
export const tapOn = 'Keep tapping in time.';
export const highest = (bpm: number) => `${bpm} is the highest BPM.`;
export const lowest = (bpm: number) => `${bpm} is the lowest BPM.`;
export const setTo = (bpm: number) => `Set to ${bpm}.`;
export const wholeBpm = 'BPM is a whole number.';
export const noBpm = (before: number | string) => `BPM is a number. Back to ${before}.`;
export const outside = (bpm: number, min: number, max: number, kept: number) =>
  `${bpm} BPM is outside ${min} to ${max}. Kept at ${kept}.`;

export const loop = 'Loop';
export const loopMeaning = 'Seamless';
export const lyrics = 'Lyrics';
export const lyricsMeaning = 'Timed words';

export const more = 'More';
export const moreHint = (model: string, hasCallback: boolean) =>
  `Model ${model}, callback${hasCallback ? ' set' : ''}`;
export const callback = 'Callback URL';
export const callbackUsual = 'Told here when the sound is ready';
export const model = 'Model';
export const oneModel = 'The only one for sounds';
export const firstModel = 'The first is the usual one';

export const generateWhat = (isLoop: boolean, hasLyrics: boolean, count: number) => {
  const what = isLoop ? 'loop' : 'sound';
  return `Generate ${count > 1 ? `${count} ${what}s` : what}${hasLyrics ? ' with lyrics' : ''}`;
};
export const sending = 'Sending';
export const sentAlready = (ago: string) => `You sent this same sound ${ago}. Press again for one more.`;
export const ago = (minutes: number) =>
  minutes === 0
    ? 'less than a minute ago'
    : form(minutes, { one: 'a minute ago', other: `${n(minutes)} minutes ago` });

export const tasks = 'Tasks';
export const tasksMissing = 'The task list did not load. Check the connection.';
export const pieceMissing = 'This part of the page did not load. Check the connection.';
export const tryAgain = 'Try again';
