// Made of src/shared/messages/en.json by `npm run messages`: a sentence is changed there.
import { n } from './format/plurals.ts';

export const readyTitle = (name: string | number): string => `▶ Ready, ${name}`;
export const copiedAll = (count: number, without: number): string =>
  `Copied ${count === 1 ? `${n(count)} taskId` : `${n(count)} taskIds`}${without === 0 ? '' : `; ${without === 1 ? `${n(without)} task has` : `${n(without)} tasks have`} none`}`;
export const backup = 'Backup';
export const retryAll = (count: number): string => `Retry all ${n(count)}`;
export const retryAllTitle = 'Send all refused tasks again that cost nothing';
export const notAllRetried = 'Not all could be sent again. Those left still have Retry.';
export const track = 'Track';
export const tracking = 'Tracking it.';
export const knownAlready = 'That task is in the list already.';
export const trackIt = 'Track it as a taskId';
export const nothingDeleted = 'Nothing was deleted in the last 7 days.';
export const nothingFits = 'No task fits these filters.';
export const nothingHas = (text: string | number, withFilters: boolean): string =>
  `No task has “${text}” in its prompt, title, notes, tags or taskId${withFilters ? ' and fits these filters' : ''}.`;
export const showAllTasks = 'Show all tasks';
export const logOut = 'Log out';
export const endLogins = 'End all logins';
export const endLoginsTitle = 'End every login to this server, in all browsers';
export const news = { Queued: 'Queued', Ready: 'Ready', Failed: 'Failed' } as const;
export const manyNews = (word: string | number, count: number): string =>
  `${word}: ${count === 1 ? `${n(count)} sound` : `${n(count)} sounds`}.`;
export const someNews = (word: string | number, prompts: string | number): string => `${word}: ${prompts}.`;
export const copied = (taskId: string | number): string => `Copied taskId ${taskId}`;
export const nothingToCopy = 'No taskId to copy yet.';
export const hasNoTaskId = 'This task has no taskId.';
export const notSaved = 'That could not be saved. Try again.';
export const notEdited = (why: string | number): string => `It was not put back in the form. ${why}`;
export const deleted = 'Task deleted.';
export const notDeleted = 'The task could not be deleted.';
export const notices = 'Notices';
export const closeNotice = 'Close notice';
export const undo = 'Undo';
export const undoable = (text: string | number): string => `${text} Undo is available.`;
export const expired = 'Link expired, no copy kept';
export const noCopyOf = (takes: string | number): string => `No copy of ${takes}`;
export const notKept = (take: string | number, why: string | number): string =>
  `No copy of ${take} is kept yet. ${why}`;
export const removedConnection = (name: string | number): string => `${name}, removed`;
export const expiresWithinHour = 'Link expires within the hour';
export const expiresInHours = (count: number): string =>
  count === 1 ? `Link expires in ${n(count)} hour` : `Link expires in ${n(count)} hours`;
export const expiresInDays = (count: number): string =>
  count === 1 ? `Link expires in ${n(count)} day` : `Link expires in ${n(count)} days`;
export const newHiddenTitle = 'Not among what the filters show: show all tasks';
export const showTake = (letter: string | number): string => `Show take ${letter}`;
export const notYetPlayable = (take: string | number): string =>
  `The audio of ${take} cannot be played yet. Try again in a moment.`;
export const notPlayable = (take: string | number): string =>
  `The audio of ${take} cannot be played. Its link may have ended; try Download.`;
export const noSoundDevice = 'No sound device was found. Connect one, then press Play again.';
export const trackTaskId = 'Track a taskId';
export const backupCommand = 'Backup, restore, list as CSV';
export const saveCsv = 'Save the list as CSV';
