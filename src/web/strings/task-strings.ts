import { form, many, n } from './plurals.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const counted = (count: number): string => many(count, { one: 'taskId', other: 'taskIds' });

/* What the list of tasks says, taken as `import * as words`. Sentences about trouble: `problems.ts`. */
export const heading = 'Tasks';
export const list = 'Tasks, newest first';
export const compactRows = 'Compact rows';
export const normalRows = 'Normal rows';
export const newAbove = (count: number) => `${n(count)} new ↑`;
export const readyTitle = (name: string) => `▶ Ready, ${name}`;
export const older = 'Show older tasks';
export const reading = 'Reading the tasks';
export const tryAgain = 'Try again';
export const untitled = 'Untitled sound';
export const notCopied = 'The browser did not allow copying.';
export const find = 'Find by text, key, BPM or taskId';
export const findSample = 'Text, key, BPM or taskId';
export const filterGroups = { state: 'State', key: 'Key', bpm: 'BPM', tags: 'Tags', more: 'More' };
export const removeFilter = (what: string) => `Remove filter: ${what}`;
export const clearFilters = 'Clear filters';
export const favouritesOnly = 'Favourites only';
export const order = 'Order';
export const sorts = {
  newest: 'Newest',
  oldest: 'Oldest',
  updated: 'Last changed',
  prompt: 'Prompt',
  bpm: 'BPM',
};
export const shownOf = (count: number, total: number) => `${n(count)} of ${n(total)}`;
export const filters = (count: number) => (count === 0 ? 'Filters' : `Filters ${n(count)}`);
export const select = 'Select';
export const selectCommand = 'Select several tasks';
export const selectTitle = 'Select several tasks (X on a card)';
export const copyAll = 'Copy all';
export const copyAllOf = ' taskIds';
export const copyAllTaskIds = 'Copy all taskIds';
export const copyAllTitle = 'Copy the taskIds of all tasks that match, one per line';
export const copiedAll = (count: number, without: number) =>
  `Copied ${counted(count)}${without === 0 ? '' : `; ${many(without, { one: 'task has', other: 'tasks have' })} none`}`;
export const moreCommand = 'List actions';
export const openFile = 'Open a file';
export const openFileTitle = 'Measure, fix and export any audio file; or drop one anywhere';
export const backup = 'Backup';
export const backupCommand = 'Backup, restore, list as CSV';
export const batch = 'Batch';
export const batchCommand = 'Batch: many tasks at once';
export const batchTitle = 'Many tasks from a grid or a table';
export const retryAll = (count: number) => `Retry all ${n(count)}`;
export const retryAllTitle = 'Send all refused tasks again that cost nothing';
export const notAllRetried = 'Not all could be sent again. Those left still have Retry.';

export const track = 'Track';
export const trackOf = ' a taskId';
export const trackTaskId = 'Track a taskId';
export const tracked = 'Tracked';
export const tracking = 'Tracking it.';
export const knownAlready = 'That task is in the list already.';
export const trackIt = 'Track it as a taskId';

export const nothingDeleted = 'Nothing was deleted in the last 7 days.';
export const nothingFits = 'No task fits these filters.';
export const nothingHas = (text: string, withFilters: boolean) =>
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
};

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
};
export const stages = {
  PENDING: 'Queued',
  TEXT_SUCCESS: 'Rendering',
  FIRST_SUCCESS: 'Rendering (A is playable)',
};
export const news = { Queued: 'Queued', Ready: 'Ready', Failed: 'Failed' };
export const manyNews = (word: string, count: number) =>
  `${word}: ${many(count, { one: 'sound', other: 'sounds' })}.`;
export const someNews = (word: string, prompts: readonly string[]) => `${word}: ${prompts.join('; ')}.`;

export const chips = 'Asked and heard';
export const showLike = 'Show all tasks like this';
export const heardInstead = (asked: string, heard: string) => `asked ${asked}, heard ${heard}`;
export const grades = { match: 'as asked', near: 'near', miss: 'not as asked', unsure: 'cannot tell' };
export const noPitch = 'No pitch';
export const clips = 'clips';
export const loopClicks = 'clicks';
export const anyKey = 'Any key';
export const autoBpm = 'Auto BPM';
export const inBpm = (bpm: number | string) => `${bpm} BPM`;
export const loop = 'Loop';
export const lyrics = 'Lyrics';

export const copy = 'Copy taskId';
export const copyTitle = 'Copy taskId (C)';
export const copied = (taskId: string) => `Copied taskId ${taskId}`;
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
export const tagTitle = 'Show all tasks with this tag';
export const edit = 'Edit';
export const editTitle = 'Edit: put it back in the form';
export const notEdited = (why: string) => `It was not put back in the form. ${why}`;
export const remove = 'Delete';
export const deleted = 'Task deleted.';
export const notDeleted = 'The task could not be deleted.';
export const deletedCommand = 'Recently deleted';
export const notUnderstood = (what: readonly string[]) => `Not understood: ${what.join(', ')}`;
export const moreActions = 'More actions';
export const showTake = (letter: string) => `Show take ${letter}`;

export const take = (letter: string) => `take ${letter}`;
export const play = (take: string) => `Play ${take}`;
export const pause = (take: string) => `Pause ${take}`;
export const seek = (take: string) => `Seek ${take}`;
export const seekAt = (second: number, seconds: number) => `${second} of ${Math.round(seconds)} seconds`;
export const download = (take: string) => `Download ${take}`;
export const downloadTitle = (take: string) => `Download ${take}, or drag it to the desktop`;
export const notYetPlayable = (take: string) =>
  `The audio of ${take} cannot be played yet. Try again in a moment.`;
export const notPlayable = (take: string) =>
  `The audio of ${take} cannot be played. Its link may have ended; try Download.`;
export const noSoundDevice = 'No sound device was found. Connect one, then press Play again.';
export const notKept = (take: string, why: string) => `No copy of ${take} is kept yet. ${why}`;
export const takeWaits = (isQueued: boolean) => (isQueued ? 'queued' : 'rendering');
export const noAudio = 'It was finished without any audio.';
export const inspect = 'Inspect';
export const inspectTitle = 'Measure, loop, fix, compare and export it';
export const notices = 'Notices';
export const closeNotice = 'Close notice';
export const undo = 'Undo';
export const undoable = (text: string) => `${text} Undo is available.`;

/** In ten-second steps below a minute, so that a list of new tasks does not flicker. */
export const lasting = (ms: number): string => {
  if (ms < 10_000) return 'now';
  if (ms < MINUTE_MS) return `${Math.floor(ms / 10_000) * 10} s`;
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} min`;
  if (ms < DAY_MS) return `${Math.floor(ms / HOUR_MS)} h`;
  return `${Math.floor(ms / DAY_MS)} d`;
};
export const age = (ms: number): string => (ms < 10_000 ? 'now' : `${lasting(ms)} ago`);
export const expiry = (leftMs: number): string => {
  if (leftMs <= 0) return 'Link expired, no copy kept';
  if (leftMs < HOUR_MS) return 'Link expires within the hour';
  const isHours = leftMs < 2 * DAY_MS;
  const count = Math.floor(leftMs / (isHours ? HOUR_MS : DAY_MS));
  return `Link expires in ${n(count)} ${form(count, isHours ? { one: 'hour', other: 'hours' } : { one: 'day', other: 'days' })}`;
};
