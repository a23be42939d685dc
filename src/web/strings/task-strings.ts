// Made of src/shared/messages/en.json by `npm run messages`: a sentence is changed there.
import { unitList } from './format/lists.ts';
import { integer } from './format/number-styles.ts';
import { n } from './plurals.ts';

export const heading = 'Tasks';
export const list = 'Tasks, newest first';
export const compactRows = 'Compact rows';
export const normalRows = 'Normal rows';
export const newAbove = (count: number): string => `${n(count)} new ↑`;
export const newHiddenTitle = 'Not among what the filters show: show all tasks';
export const readyTitle = (name: string | number): string => `▶ Ready, ${name}`;
export const older = 'Show older tasks';
export const reading = 'Reading the tasks';
export const tryAgain = 'Try again';
export const untitled = 'Untitled sound';
export const notCopied = 'The browser did not allow copying.';
export const find = 'Find by text, key, BPM or taskId';
export const findSample = 'Text, key, BPM or taskId';
export const filterGroups = { state: 'State', key: 'Key', bpm: 'BPM', tags: 'Tags', more: 'More' } as const;
export const removeFilter = (what: string | number): string => `Remove filter: ${what}`;
export const clearFilters = 'Clear filters';
export const favouritesOnly = 'Favourites only';
export const order = 'Order';
export const sorts = {
  newest: 'Newest',
  oldest: 'Oldest',
  updated: 'Last changed',
  prompt: 'Prompt',
  bpm: 'BPM',
} as const;
export const shownOf = (count: number, total: number): string => `${n(count)} of ${n(total)}`;
export const filters = (count: number): string => (count === 0 ? 'Filters' : `Filters ${n(count)}`);
export const select = 'Select';
export const selectCommand = 'Select several tasks';
export const selectTitle = 'Select several tasks (X on a card)';
export const copyAllTaskIds = 'Copy all taskIds';
export const copyAllTitle = 'Copy the taskIds of all tasks that match, one per line';
export const copiedAll = (count: number, without: number): string =>
  `Copied ${count === 1 ? `${n(count)} taskId` : `${n(count)} taskIds`}${without === 0 ? '' : `; ${without === 1 ? `${n(without)} task has` : `${n(without)} tasks have`} none`}`;
export const moreCommand = 'List actions';
export const openFile = 'Open a file';
export const openFileTitle = 'Measure, fix and export any audio file; or drop one anywhere';
export const backup = 'Backup';
export const backupCommand = 'Backup, restore, list as CSV';
export const batch = 'Batch';
export const batchCommand = 'Batch: many tasks at once';
export const batchTitle = 'Many tasks from a grid or a table';
export const retryAll = (count: number): string => `Retry all ${n(count)}`;
export const retryAllTitle = 'Send all refused tasks again that cost nothing';
export const notAllRetried = 'Not all could be sent again. Those left still have Retry.';
export const track = 'Track';
export const trackTaskId = 'Track a taskId';
export const tracked = 'Tracked';
export const tracking = 'Tracking it.';
export const knownAlready = 'That task is in the list already.';
export const trackIt = 'Track it as a taskId';
export const nothingDeleted = 'Nothing was deleted in the last 7 days.';
export const nothingFits = 'No task fits these filters.';
export const nothingHas = (text: string | number, withFilters: boolean): string =>
  `No task has “${text}” in its prompt, title, notes, tags or taskId${withFilters ? ' and fits these filters' : ''}.`;
export const showAllTasks = 'Show all tasks';
export const empty = 'Describe a sound and press Generate, or begin with one of these.';
export const cues = {
  place: 'Soft rain on a tin roof with distant thunder',
  groove: 'Dusty drum loop with a round bass line',
  moment: 'Rising whoosh into a bright plucked arpeggio',
  hit: 'Single footstep on wet gravel, close, no room',
  signal: 'Gentle two-note success chime, marimba, warm',
  mood: 'Tense dungeon drone with a low choir',
} as const;
export const notReached =
  'No connection to Cuesmith’s server. Nothing is lost; this page goes on by itself when it is back.';
export const logOut = 'Log out';
export const endLogins = 'End all logins';
export const endLoginsTitle = 'End every login to this server, in all browsers';
export const getKey = 'Get a key';
export const states = {
  held: 'Waiting',
  sending: 'Sending',
  rendering: 'Rendering',
  ready: 'Ready',
  refused: 'Refused',
  failed: 'Failed',
  unknown: 'Outcome unknown',
  cancelled: 'Cancelled',
  dismissed: 'Dismissed',
} as const;
export const stages = {
  PENDING: 'Queued',
  TEXT_SUCCESS: 'Rendering',
  FIRST_SUCCESS: 'Rendering (A is playable)',
} as const;
export const news = { Queued: 'Queued', Ready: 'Ready', Failed: 'Failed' } as const;
export const manyNews = (word: string | number, count: number): string =>
  `${word}: ${count === 1 ? `${n(count)} sound` : `${n(count)} sounds`}.`;
export const someNews = (word: string | number, prompts: string | number): string => `${word}: ${prompts}.`;
export const chips = 'Asked and heard';
export const showLike = 'Show all tasks like this';
export const heardInstead = (asked: string | number, heard: string | number): string =>
  `asked ${asked}, heard ${heard}`;
export const grades = {
  match: 'as asked',
  near: 'near',
  miss: 'not as asked',
  unsure: 'cannot tell',
} as const;
export const noPitch = 'No pitch';
export const clips = 'clips';
export const loopClicks = 'clicks';
export const anyKey = 'Any key';
export const autoBpm = 'Auto BPM';
export const inBpm = (bpm: string | number): string => `${bpm} BPM`;
export const loop = 'Loop';
export const lyrics = 'Lyrics';
export const copy = 'Copy taskId';
export const copyTitle = 'Copy taskId (C)';
export const copied = (taskId: string | number): string => `Copied taskId ${taskId}`;
export const nothingToCopy = 'No taskId to copy yet.';
export const hasNoTaskId = 'This task has no taskId.';
export const taskIdFollows = 'taskId pending';
export const noTaskId = 'No taskId';
export const favourite = 'Favourite';
export const isFavourite = 'A favourite';
export const makeFavourite = 'Make it a favourite';
export const notSaved = 'That could not be saved. Try again.';
export const notes = 'Notes and tags';
export const notesTitle = 'Title, tags and notes';
export const tags = 'Tags';
export const edit = 'Edit';
export const editTitle = 'Edit: put it back in the form';
export const notEdited = (why: string | number): string => `It was not put back in the form. ${why}`;
export const remove = 'Delete';
export const deleted = 'Task deleted.';
export const notDeleted = 'The task could not be deleted.';
export const deletedCommand = 'Recently deleted';
export const notUnderstood = (what: readonly string[]): string => `Not understood: ${unitList(what)}`;
export const moreActions = 'More actions';
export const showTake = (letter: string | number): string => `Show take ${letter}`;
export const take = (letter: string | number): string => `take ${letter}`;
export const play = (take: string | number): string => `Play ${take}`;
export const pause = (take: string | number): string => `Pause ${take}`;
export const seek = (take: string | number): string => `Seek ${take}`;
export const seekAt = (second: string | number, seconds: number): string =>
  `${second} of ${integer(seconds)} seconds`;
export const download = (take: string | number): string => `Download ${take}`;
export const downloadTitle = (take: string | number): string => `Download ${take}, or drag it to the desktop`;
export const notYetPlayable = (take: string | number): string =>
  `The audio of ${take} cannot be played yet. Try again in a moment.`;
export const notPlayable = (take: string | number): string =>
  `The audio of ${take} cannot be played. Its link may have ended; try Download.`;
export const noSoundDevice = 'No sound device was found. Connect one, then press Play again.';
export const notKept = (take: string | number, why: string | number): string =>
  `No copy of ${take} is kept yet. ${why}`;
export const takeWaits = (isQueued: boolean): string => (isQueued ? 'queued' : 'rendering');
export const noAudio = 'It was finished without any audio.';
export const inspect = 'Inspect';
export const inspectTitle = 'Measure, loop, fix, compare and export it';
export const notices = 'Notices';
export const closeNotice = 'Close notice';
export const undo = 'Undo';
export const undoable = (text: string | number): string => `${text} Undo is available.`;
export const now = 'now';
export const ago = (lasting: string | number): string => `${lasting} ago`;
export const expired = 'Link expired, no copy kept';
export const expiresWithinHour = 'Link expires within the hour';
export const expiresInHours = (count: number): string =>
  count === 1 ? `Link expires in ${n(count)} hour` : `Link expires in ${n(count)} hours`;
export const expiresInDays = (count: number): string =>
  count === 1 ? `Link expires in ${n(count)} day` : `Link expires in ${n(count)} days`;
