// Made of src/shared/messages/en.json by `npm run messages`: a sentence is changed there.
import { integer } from './format/fixed.ts';
import { unitList } from './format/lists.ts';
import { n } from './format/plurals.ts';

export const heading = 'Tasks';
export const list = 'Tasks, newest first';
export const compactRows = 'Compact rows';
export const normalRows = 'Normal rows';
export const newAbove = (count: number): string => `${n(count)} new ↑`;
export const older = 'Show older tasks';
export const reading = 'Reading the tasks';
export const untitled = 'Untitled sound';
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
export const moreCommand = 'List actions';
export const openFile = 'Open a file';
export const openFileTitle = 'Measure, fix and export any audio file; or drop one anywhere';
export const batch = 'Batch';
export const batchCommand = 'Batch: many tasks at once';
export const batchTitle = 'Many tasks from a grid or a table';
export const tracked = 'Tracked';
export const empty = 'Describe a sound and press Generate, or begin with one of these.';
export const examples = {
  place: 'Soft rain on a tin roof with distant thunder',
  groove: 'Dusty drum loop with a round bass line',
  moment: 'Rising whoosh into a bright plucked arpeggio',
  hit: 'Single footstep on wet gravel, close, no room',
  signal: 'Gentle two-note success chime, marimba, warm',
  mood: 'Tense dungeon drone with a low choir',
} as const;
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
export const chips = 'Check';
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
export const taskIdFollows = 'taskId pending';
export const noTaskId = 'No taskId';
export const favourite = 'Favourite';
export const isFavourite = 'A favourite';
export const makeFavourite = 'Make it a favourite';
export const notes = 'Notes and tags';
export const notesTitle = 'Title, tags and notes';
export const edit = 'Edit';
export const editTitle = 'Edit: put it back in the form';
export const remove = 'Delete';
export const deletedCommand = 'Recently deleted';
export const notUnderstood = (what: readonly string[]): string => `Not understood: ${unitList(what)}`;
export const moreActions = 'More actions';
export const take = (letter: string | number): string => `take ${letter}`;
export const play = (take: string | number): string => `Play ${take}`;
export const pause = (take: string | number): string => `Pause ${take}`;
export const seek = (take: string | number): string => `Seek ${take}`;
export const seekAt = (second: string | number, seconds: number): string =>
  `${second} of ${integer(seconds)} seconds`;
export const download = (take: string | number): string => `Download ${take}`;
export const downloadTitle = (take: string | number): string => `Download ${take}, or drag it to the desktop`;
export const takeWaits = (isQueued: boolean): string => (isQueued ? 'queued' : 'rendering');
export const noAudio = 'It was finished without any audio.';
export const inspect = 'Inspect';
export const inspectTitle = 'Measure, loop, fix, compare and export it';
export const now = 'now';
export const ago = (lasting: string | number): string => `${lasting} ago`;
