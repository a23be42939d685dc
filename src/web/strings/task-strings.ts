import { form, many, n } from './plurals.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const counted = (count: number): string => many(count, { one: 'taskId', other: 'taskIds' });

/* What the list of tasks says, taken as `import * as words`. Sentences about trouble: `problems.ts`. */
export const heading = 'Tasks';
export const list = 'Tasks, newest first';
export const older = 'Show older tasks';
export const reading = 'Reading the tasks';
export const tryAgain = 'Try again';
export const untitled = 'Untitled sound';
export const notCopied = 'The browser did not allow copying.';
export const close = 'Close';

export const find = 'Find by text or taskId';
export const findSample = 'Text or taskId';
export const filterCommand = 'Filters and order';
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
export const notNoted =
  'This browser could not note what you pressed: its storage for this page is full or off. It is sent all the same; do not reload before it is answered.';
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
export const trackField = 'taskId of a task made elsewhere';
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
};

export const notReached =
  'Cuesmith’s server cannot be reached. Nothing is lost; this page goes on by itself when it is back.';
export const loggedOut = 'This login has ended. Log in again; what you typed stays here.';
export const logIn = 'Log in';
export const logOut = 'Log out';
export const endLogins = 'End all logins';
export const endLoginsTitle = 'End every login to this server, in all browsers';
export const otherBuild =
  'Cuesmith was updated on the server. Reload to use the new version; what you typed stays.';
export const reload = 'Reload';
export const silent = (host: string) =>
  `${host} does not answer just now. Nothing is lost or sent twice; what is rendering goes on when it is back.`;
export const noKey = (host: string) => `There is no API key for ${host} yet. Set`;
export const noKeyNext = 'on the server and start it again.';
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
  FIRST_SUCCESS: 'Rendering, take A is here',
};
export const news = { Queued: 'Queued', Ready: 'Ready', Failed: 'Failed' };
export const manyNews = (word: string, count: number) =>
  `${word}: ${many(count, { one: 'sound', other: 'sounds' })}.`;
export const someNews = (word: string, prompts: readonly string[]) => `${word}: ${prompts.join('; ')}.`;

export const chips = 'Asked for';
export const anyKey = 'Any key';
export const autoBpm = 'Auto BPM';
export const inBpm = (bpm: number) => `${bpm} BPM`;
export const loop = 'Loop';
export const lyrics = 'Lyrics';

export const copy = 'Copy taskId';
export const copyTitle = 'Copy taskId (C)';
export const copied = (taskId: string) => `Copied taskId ${taskId}`;
export const nothingToCopy = 'No taskId to copy yet.';
export const hasNoTaskId = 'This task has no taskId.';
export const taskIdFollows = 'The taskId follows';
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
export const isDeleted = 'Deleted';
export const deletedCommand = 'Recently deleted';
export const restore = 'Restore';
export const deleteForGood = 'Delete for good';
export const deleteForGoodAsk = 'It cannot be restored then, and its audio goes too.';
export const emptyTrash = 'Empty';
export const emptyTrashTitle = 'Delete all of them for good';
export const emptyTrashAsk = (count: number) =>
  `Delete ${many(count, { one: 'task', other: 'tasks' })} for good? None can be restored then.`;
export const trashIs = 'Deleted tasks can be restored for 7 days.';
export const goneIn = (leftMs: number): string => {
  if (leftMs <= HOUR_MS) return 'Deleted for good within the hour';
  const isHours = leftMs < 2 * DAY_MS;
  const count = Math.floor(leftMs / (isHours ? HOUR_MS : DAY_MS));
  return `Deleted for good in ${n(count)} ${form(count, isHours ? { one: 'hour', other: 'hours' } : { one: 'day', other: 'days' })}`;
};
export const showAll = 'Show all';
export const showLess = 'Show less';
export const heard = (what: readonly string[]) => `Heard: ${what.join(', ')}. `;
export const notUnderstood = (what: readonly string[]) => `Not understood: ${what.join(', ')}.`;

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
export const takeWaits = (letter: string, isQueued: boolean) =>
  `Take ${letter}: ${isQueued ? 'queued' : 'rendering'}`;
export const noAudio = 'The vendor finished without any audio.';
export const inspect = 'Inspect';
export const inspectTitle = 'Measure, loop, fix, compare and export it';
export const lyricsFailed = 'The lyrics could not be read just now.';
export const noLyrics = 'No lyrics in this take.';
export const lyricsAre = 'Lyrics:';

export const elsewhere = (connection: string) =>
  `It was made for ${connection}, which is not in use now, so it will not be sent by itself.`;
export const inLine = (position: number, isAgain: boolean, wait: string) =>
  `Number ${n(position)} in line. ${isAgain ? 'Tried again' : 'Sent'} in ${wait}.`;
export const batchPaused = 'Its batch is paused.';
export const resumeBatch = 'Resume batch';
export const nothingCharged = 'Nothing was charged.';
export const sendAsNew = 'Send as a new task';
export const cancel = 'Cancel';
export const cancelled = 'Cancelled before it was sent. Nothing was charged.';

export const retry = 'Retry';
export const sendAgain = 'Send again';
export const checkNow = 'Check now';
export const dismiss = 'Dismiss';
export const youDismissed = 'You dismissed it.';
export const unfollowed = 'You stopped following it.';
export const unfollowedNext = 'The vendor may still finish it. Check now follows it again.';
export const isSlow = 'It takes longer than usual.';
export const stopFollowing = 'Stop following';
export const stopFollowingTitle = 'Its taskId stays; it can be followed again';
export const confirm = 'Please confirm';
export const keepAsIs = 'Keep as it is';
export const chargedAgain = 'It was charged, and sending it again will be charged too.';
export const chargedTwice = 'It may have been charged already, and sending it again may charge it twice.';
export const claimField = 'taskId from the vendor';
export const claimOffered = 'A taskId was in the answer, but its record did not match this prompt';
export const claim = 'Use this taskId';
export const claimAnyway = 'Use it anyway';
export const claimAsk = (why: string) => `${why} Use it for this task all the same?`;

export const details = 'Details';
export const problem = 'Problem';
export const vendorCode = 'Vendor’s code';
export const vendorWords = 'Vendor’s words';
export const field = 'Field';
export const sentAt = 'Sent';
export const answer = 'Answer';
export const noBytes = 'not a byte came';
export const bytes = (bytes: number) => `${many(bytes, { one: 'byte', other: 'bytes' })}, not readable`;
export const balance = 'Balance (a hint)';
export const balanceIs = (before: number, after: number) =>
  `${n(before)} before, ${n(after)} after; other requests count too`;

export const notConfirmed = 'Not confirmed';
export const notSent = 'Not sent';
export const asking = 'Asking the server whether this arrived. Nothing is sent meanwhile.';
export const neverArrived = 'This never reached the server. Nothing was charged.';
export const send = 'Send';
export const discard = 'Discard';

export const notices = 'Notices';
export const closeNotice = 'Close notice';
export const undo = 'Undo';
export const undoable = (text: string) => `${text} Undo is available.`;

/** Ten-second steps, so that a list of new tasks does not flicker. */
export const age = (ms: number): string => {
  if (ms < 10_000) return 'now';
  if (ms < MINUTE_MS) return `${Math.floor(ms / 10_000) * 10} s`;
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} min`;
  if (ms < DAY_MS) return `${Math.floor(ms / HOUR_MS)} h`;
  return `${Math.floor(ms / DAY_MS)} d`;
};
export const wait = (ms: number): string => {
  const seconds = Math.ceil(ms / 1000);
  if (seconds <= 0) return 'a moment';
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
};
export const expiry = (leftMs: number): string => {
  if (leftMs <= 0) return 'Files have left the vendor, and no copy is kept';
  if (leftMs < HOUR_MS) return 'Files leave within the hour';
  const isHours = leftMs < 2 * DAY_MS;
  const count = Math.floor(leftMs / (isHours ? HOUR_MS : DAY_MS));
  return `Files leave in ${n(count)} ${form(count, isHours ? { one: 'hour', other: 'hours' } : { one: 'day', other: 'days' })}`;
};
