import { form, n } from './plurals.ts';

/*
 * What the first load says: header, form, and what stands where later pieces are to come.
 * Each an export of its own, taken as `import * as words`: so the names weigh nothing.
 */

/** Apart from the other sentences about trouble, which are not in the first load. */
export const noAnswer = {
  what: 'Cuesmith’s server cannot be reached.',
  next: 'Nothing you typed is lost. Try again when it is back.',
};

export const noAnswerAtAll = `${noAnswer.what} ${noAnswer.next}`;
export const name = 'Cuesmith';
export const credits = 'credits';

export const soundLost = 'No connection';
export const soundLostMeaning = 'Cuesmith’s server does not answer';
export const soundSandbox = 'Sandbox';
export const soundSandboxMeaning = 'rendered here, costs nothing';
export const soundSilent = 'does not answer just now; tasks wait, nothing is lost';
export const soundNoKey = 'no API key set';
export const soundSpends = 'spends credits';
export const soundGetKey = 'Get a key';
export const theme = (theme: string) => `Theme: ${theme}`;
export const themeNext = (theme: string, next: string) => `Theme: ${theme}. Press for ${next}.`;

export const helpOpen = 'Help';
export const helpHeading = 'How it works';
export const helpText =
  'Describe a sound and press Generate. You get a taskId at once, and two takes of the sound when it is rendered. Key and BPM can be left to the model.';
export const helpOr = 'or';
export const helpGenerate = 'Generate';
export const helpTap = 'Tap the tempo';
export const helpCopy = 'Copy the taskId of the newest task';
export const helpCommands = 'Every command by its name';
export const helpShortcuts = 'All shortcuts';

export const compose = 'Compose';
export const prompt = 'Prompt';
export const promptSample =
  'Heavy rain on a tin roof, distant thunder, a gentle wind. Or: dark techno loop, 909 kick, acid bass.';
export const promptUsual = 'What it is, how near, how it feels.';
export const characters = 'Characters: ';
export const surplus = (count: number) =>
  `${n(count)} ${form(count, { one: 'character', other: 'characters' })} too long. Shorten it.`;

export const key = 'Key';
export const anyKey = 'Any';
export const minor = 'Minor';
export const major = 'Major';
export const modelPicks = 'The model picks.';
export const keyFacts = (camelot: string, relative: string) => `${camelot} · relative ${relative}`;

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
export const loopMeaning = 'Its end meets its start.';
export const lyrics = 'Lyrics';
export const lyricsMeaning = 'Times the words it sings.';

export const more = 'More';
export const moreSet = (count: number) => `${count} set`;
export const callback = 'Callback URL';
export const callbackUsual = 'The vendor posts here when the sound is ready.';
export const model = 'Model';
export const oneModel = 'The only one for sounds.';
export const firstModel = 'The first is the usual one.';

export const generate = 'Generate';
export const makeLoop = 'loop';
export const makeSound = 'sound';
export const makeWithLyrics = ' with lyrics';
export const sending = 'Sending';
export const live = (count: number) => (count === 0 ? 'Tasks' : `${n(count)} in progress`);
export const sentAlready = (ago: string) =>
  `You sent this same cue ${ago}. Press Generate again to make it once more.`;
export const ago = (minutes: number) =>
  minutes === 0
    ? 'less than a minute ago'
    : form(minutes, { one: 'a minute ago', other: `${n(minutes)} minutes ago` });

export const tasks = 'Tasks';
export const tasksMissing = 'The task list did not load. Check the connection.';
export const pieceMissing = 'This part of the page did not load. Check the connection.';
export const tryAgain = 'Try again';
