// Made of src/shared/messages/en.json by `npm run messages`: a sentence is changed there.
import { n } from './format/plurals.ts';

export const noAnswerAtAll =
  'No connection to Cuesmith’s server. Nothing is lost; this page goes on by itself when it is back.';
export const name = 'Cuesmith';
export const themeNext = (theme: string | number, next: string | number): string =>
  `Theme: ${theme}. Press for ${next}.`;
export const skip = 'Skip to the tasks';
export const commands = 'Commands';
export const help = 'Help';
export const helpTitle = 'Help and keys (?)';
export const language = 'Language';
export const compose = 'Compose';
export const prompt = 'Prompt';
export const promptSample =
  'Heavy rain on a tin roof, distant thunder, a gentle wind. Or: dark techno loop, 909 kick, acid bass.';
export const promptUsual = 'What, how close, what mood';
export const clear = 'Clear';
export const newSound = 'Write a new sound';
export const characters = 'Characters:';
export const surplus = (count: number): string =>
  `${n(count)} ${count === 1 ? 'character' : 'characters'} too long. Shorten it.`;
export const key = 'Key';
export const anyKey = 'Any';
export const minor = 'Minor';
export const major = 'Major';
export const byModel = 'Chosen by the model';
export const keyOpen = 'Chosen by the model. Or type one: Ebm, 2A';
export const bpm = 'BPM';
export const bpmValue = 'BPM value';
export const auto = 'Auto';
export const inBpm = (bpm: string | number): string => `${bpm} BPM`;
export const bars = (bars: string | number, seconds: number): string => `${bars} bars = ${n(seconds)} s`;
export const half = '½× BPM, half time';
export const double = '2× BPM, double time';
export const tap = 'Tap';
export const tapName = 'Tap tempo';
export const tapTitle = 'Press in time, or the T key';
export const tapOn = 'Keep tapping in time.';
export const highest = (bpm: string | number): string => `${bpm} is the highest BPM.`;
export const lowest = (bpm: string | number): string => `${bpm} is the lowest BPM.`;
export const setTo = (bpm: string | number): string => `Set to ${bpm}.`;
export const wholeBpm = 'BPM is a whole number.';
export const noBpm = (before: string | number): string => `BPM is a number. Back to ${before}.`;
export const outside = (
  bpm: string | number,
  min: string | number,
  max: string | number,
  kept: string | number,
): string => `${bpm} BPM is outside ${min} to ${max}. Kept at ${kept}.`;
export const loop = 'Loop';
export const loopMeaning = 'Seamless';
export const lyrics = 'Lyrics';
export const lyricsMeaning = 'Timed words';
export const more = 'More';
export const moreHint = (model: string | number, hasCallback: boolean): string =>
  `Model ${model}, callback${hasCallback ? ' set' : ''}`;
export const callback = 'Callback URL';
export const callbackUsual = 'Told here when the sound is ready';
export const model = 'Model';
export const oneModel = 'The only one for sounds';
export const firstModel = 'The first is the usual one';
export const generateWhat = (isLoop: boolean, hasLyrics: boolean, count: number): string =>
  isLoop
    ? hasLyrics
      ? count === 1
        ? 'Generate loop with lyrics'
        : count === 1
          ? `Generate ${n(count)} loop with lyrics`
          : `Generate ${n(count)} loops with lyrics`
      : count === 1
        ? 'Generate loop'
        : count === 1
          ? `Generate ${n(count)} loop`
          : `Generate ${n(count)} loops`
    : hasLyrics
      ? count === 1
        ? 'Generate sound with lyrics'
        : count === 1
          ? `Generate ${n(count)} sound with lyrics`
          : `Generate ${n(count)} sounds with lyrics`
      : count === 1
        ? 'Generate sound'
        : count === 1
          ? `Generate ${n(count)} sound`
          : `Generate ${n(count)} sounds`;
export const sending = 'Sending';
export const sentAlready = (ago: string | number): string =>
  `You sent this same sound ${ago}. Press again for one more.`;
export const ago = (minutes: number): string =>
  minutes === 0 ? 'less than a minute ago' : minutes === 1 ? 'a minute ago' : `${n(minutes)} minutes ago`;
export const tasks = 'Tasks';
export const tasksMissing = 'The task list did not load. Check the connection.';
export const partMissing = 'This part of the page did not load. Check the connection.';
export const tryAgain = 'Try again';
