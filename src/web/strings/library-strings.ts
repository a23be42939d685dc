import { form, many, n } from './plurals.ts';
import * as board from './task-strings.ts';

const tasks = (count: number): string => many(count, { one: 'task', other: 'tasks' });
const megabytes = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

export const stateWords = board.states;

/** Every sentence the library says, in one place. */
export const words = {
  filters: 'Filters',
  groups: board.filterGroups,
  noTags: 'No task has a tag yet.',
  saved: 'Saved filters',
  saveAs: 'Save these filters as',
  forgetSaved: (name: string) => `Remove saved filter ${name}`,
  any: 'Any',
  state: 'State',
  key: 'Key',
  anyKey: 'Any key asked for',
  allKeys: 'All keys',
  compatible: 'and compatible keys',
  compatibleMeaning: 'Relative, fourth and fifth: what mixes without a clash.',
  bpm: 'BPM',
  bpmFrom: 'BPM from',
  bpmTo: 'BPM to',
  to: 'to',
  loop: 'Loop',
  loops: { true: 'Loops', false: 'No loops' },
  lyrics: 'Lyrics',
  lyricsSet: { true: 'With lyrics', false: 'Without lyrics' },
  kept: 'Files',
  keptSet: { true: 'Kept here', false: 'Not kept yet' },
  tags: 'Tags',
  dates: 'Made',
  from: 'Made from',
  until: 'Made until',
  since: (day: string) => `Since ${day}`,
  upTo: (day: string) => `Until ${day}`,
  connection: 'Made by',
  batch: 'One batch',
  inTempo: (min: number | null, max: number | null) =>
    min === null ? `Up to ${max} BPM` : max === null ? `From ${min} BPM` : `${min}–${max} BPM`,

  bulk: 'Selected tasks',
  selected: (count: number) => `${n(count)} selected`,
  noneSelected: 'Select tasks with their boxes; Shift takes a range.',
  all: (shown: number) => `Select all ${n(shown)}`,
  done: 'Done',
  copy: 'Copy taskIds',
  noTaskIds: 'None of them has a taskId.',
  favour: 'Favourite',
  unfavour: 'Not a favourite',
  tagThem: 'Tag',
  tagField: 'Tag to add',
  addTag: 'Add tag',
  cancel: 'Cancel',
  tagged: (count: number, tag: string) => `Tagged ${tasks(count)} “${tag}”.`,
  favoured: (count: number) => `${tasks(count)} made a favourite.`,
  unfavoured: (count: number) => `${tasks(count)} no longer a favourite.`,
  export: 'Export',
  exportJson: 'As JSON',
  exportZip: 'With audio (zip)',
  exportCsv: 'As CSV',
  exportMax: (max: number) => `An export takes ${n(max)} selected tasks at most; Backup takes all.`,
  retry: (count: number) => `Retry ${n(count)}`,
  noRetry: 'Only what certainly cost nothing is sent again together.',
  retried: (count: number) => `Sent ${tasks(count)} again.`,
  delete: 'Delete',
  deleted: (count: number) => `${tasks(count)} deleted.`,
  doneOf: (count: number, total: number) => `${n(count)} of ${n(total)} are done, the rest is not.`,
  someFailed: (count: number, total: number) =>
    `${n(count)} of ${n(total)} ${form(count, { one: 'was left as it was', other: 'were left as they were' })}.`,

  details: 'Title, tags and notes',
  title: 'Title',
  titleMeaning: 'Empty: the prompt alone names it.',
  tagsField: 'Tags',
  tagsMeaning: (max: number) => `Separated by commas, ${n(max)} at most.`,
  tooManyTags: (max: number) => `At most ${n(max)} tags. Take some out.`,
  longTag: (tag: string, max: number) => `“${tag.slice(0, 20)}…” is longer than ${n(max)} characters.`,
  notes: 'Notes',
  save: 'Save',
  close: 'Close',

  backup: 'Backup',
  backupMeaning:
    'Everything in one file: tasks, notes, tags, batches. What you import is added to what is here; an import never sends anything.',
  saveJson: 'Save backup',
  saveZip: 'Save with audio',
  saveCsv: (total: number) => `Save ${tasks(total)} as CSV`,
  csvMeaning: 'The list as it is filtered now.',
  import: 'Restore from a file',
  uploading: 'Uploading',
  reading: 'Reading the file',
  badRows: (count: number) =>
    `${many(count, { one: 'row is', other: 'rows are' })} damaged or incomplete; the rest comes in`,
  importing: 'Restoring',
  preview: (count: number) => `${tasks(count)} in this backup:`,
  isNew: (count: number) => `${n(count)} new, will be added`,
  isSame: (count: number) => `${n(count)} here already, the same`,
  fileWins: (count: number) => `${n(count)} further along in the file, will be updated`,
  hereWins: (count: number) => `${n(count)} further along here, stay as they are`,
  isGone: (count: number) => `${n(count)} deleted here for good, stay deleted`,
  audio: (files: number, bytes: number) =>
    `${many(files, { one: 'audio file', other: 'audio files' })} (${megabytes.format(bytes / 1e6)} MB) will be added`,
  withoutAudio: (count: number) =>
    `${many(count, { one: 'take comes', other: 'takes come' })} without audio: heard only while the vendor’s link lives`,
  madeAt: (when: string) => `Made ${when}.`,
  restore: (count: number) => `Restore ${tasks(count)}`,
  nothingToRestore: 'All of it is here already.',
  conflicts: 'Show what differs',
  conflict: (here: string, file: string, winner: 'here' | 'file') =>
    `here ${here}, in the file ${file}: ${winner === 'here' ? 'ours stays' : 'the file’s is taken'}`,
  restored: (added: number, updated: number) =>
    updated === 0
      ? `Restored. ${tasks(added)} added.`
      : `Restored. ${tasks(added)} added, ${n(updated)} updated.`,
} as const;
