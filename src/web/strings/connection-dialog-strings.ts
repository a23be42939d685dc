// Made of src/shared/messages/en.json by `npm run messages`: a sentence is changed there.
import { n } from './format/plurals.ts';

export const connections = 'Connections';
export const madeBy = 'New sounds are made by';
export const sandboxMeaning = 'Rendered here, free.';
export const sandboxRow = 'Rendered here, free. No AI model';
export const spends = (left: string | number, age: string | number): string =>
  `Spends credits. ${left} left, read ${age}`;
export const spendsUnknown = 'Spends credits. Balance not read yet';
export const replaceIt = (trouble: string | number): string => `${trouble}. Replace it`;
export const addKey = 'Add a key…';
export const all = 'Connections…';
export const allAside = 'test, pace, remove';
export const nowMadeBy = (name: string | number): string => `New sounds are made by ${name}.`;
export const justNow = 'just now';
export const minutesAgo = (minutes: number): string => `${n(minutes)} min ago`;
export const hoursAgo = (hours: number): string => `${n(hours)} h ago`;
export const close = 'Close';
export const backShort = '‹ Connections';
export const dots = '⋯';
export const back = 'Back to the connections';
export const lead =
  'Who makes the sounds. The chosen one is used for new sounds; tasks stay with the one that made them.';
export const usedForNew = 'Used for new sounds';
export const useIt = (name: string | number): string => `Use ${name} for new sounds`;
export const isDefault = 'Default';
export const keyEnds = (hint: string | number | null | undefined): string =>
  hint == null ? 'Key is set' : `Key ends in ${hint}`;
export const pace = (count: number, seconds: number): string => `${n(count)} per ${n(seconds)} s`;
export const since = (time: string | number): string => `since ${time}`;
export const unknown = 'unknown';
export const test = 'Test';
export const testing = (name: string | number): string => `Reading the balance at ${name}…`;
export const tested = (name: string | number, credits: string | number): string =>
  `${name} answers. ${credits}`;
export const more = (name: string | number): string => `More for ${name}`;
export const moreTitle = 'Name, pace, replace the key, remove';
export const keysKept =
  'Keys are kept by this server. The page can write one, never read it; it is in no response, log or database row.';
export const addHeading = 'Add a key';
export const replaceHeading = (name: string | number): string => `Replace the key of ${name}`;
export const replaceKey = 'Replace key';
export const replaceMore = 'Replace the key…';
export const vendor = 'Vendor';
export const other = 'Other';
export const otherMeaning = 'same API, own URL';
export const baseUrl = 'Address';
export const baseUrlHint = 'Where its /api/v1/… begins. It is asked from this server, over https.';
export const words = 'Answers as';
export const apiKey = 'API key';
export const getKey = (vendor: string | number): string => `Get a key at ${vendor}`;
export const paste = 'Paste it here';
export const writeOnly = 'Write-only: kept by this server, never shown again. A pasted “Bearer ” is dropped.';
export const works = 'The key works.';
export const worksMore = (credits: string | number): string =>
  `${credits}Testing only read the balance; it cost nothing.`;
export const refused = (vendor: string | number): string => `${vendor} did not accept this key.`;
export const refusedMore = 'Nothing was charged. Check that it was copied whole, or make a new one.';
export const noAnswer = (vendor: string | number): string => `${vendor} did not answer.`;
export const noAnswerMore =
  'The key could not be tried, and nothing was charged. Test again, or add it untested.';
export const paceLabel = 'Pace';
export const sends = 'Sends';
export const seconds = 'Seconds';
export const atOnce = 'At once';
export const paceRow = (sends: string | number, seconds: string | number, atOnce: string | number): string =>
  `${sends} sends in ${seconds} s, and ${atOnce} rendering at once`;
export const paceHint = (vendor: string | number): string =>
  `What ${vendor} allows. More waits its turn in the line, nothing is refused for being too fast.`;
export const ownPaceHint =
  'Set what yours allows. More waits its turn in the line, nothing is refused for being too fast.';
export const route = 'Sends by';
export const routes = { jobs: 'jobs/createTask', generate: 'generate/sounds' } as const;
export const routeHint =
  'The first is the one that its page documents. Only the chosen one is ever used: the other after a failure could be paid twice.';
export const newSounds = 'Use it for new sounds';
export const newSoundsMeaning = 'Each sound then spends credits. Change it in the header at any time.';
export const added = (name: string | number): string => `${name} is connected.`;
export const nothingSent = 'Nothing is sent before you press Generate.';
export const cancel = 'Cancel';
export const add = 'Add connection';
export const addUntested = 'Add it untested';
export const whose = 'Whose key is it?';
export const sameAccount = 'The same account';
export const otherAccount = 'Another account: a connection of its own';
export const name = 'Name';
export const save = 'Save';
export const remove = 'Remove';
export const removing = (name: string | number): string => `Remove ${name}?`;
export const removingMeaning =
  'Its key is forgotten. Its tasks stay, with their sounds; they say that it is removed.';
export const removingOpen =
  'Some of its tasks are not finished. Waiting ones are cancelled, free; rendering ones wait until a key of that account is added again.';
export const removeAnyway = 'Remove it all the same';
export const keep = 'Keep it';
export const aboutSandbox =
  'Real audio, rendered here, free. It follows your prompt by rules, not by an AI model: right for trying out everything.';
export const inUse = 'In use';
export const aVendor = 'A vendor’s AI model';
export const aboutVendor =
  'Needs that vendor’s key and spends its credits. Switch back in the header at any time.';
export const money = (isSandbox: boolean): string => (isSandbox ? 'practice credits' : 'credits');
export const unverified = 'Key not tried yet';
