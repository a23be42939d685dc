// Made of src/shared/messages/en.json by `npm run messages`: a sentence is changed there.
import { n } from './format/plurals.ts';

export const words = {
  filters: 'Filters',
  noTags: 'No task has a tag yet.',
  saved: 'Saved filters',
  saveAs: 'Save these filters as',
  forgetSaved: (name: string | number): string => `Remove saved filter ${name}`,
  renameSaved: (name: string | number): string => `Rename saved filter ${name}`,
  nameTaken: 'Another saved filter has this name.',
  any: 'Any',
  state: 'State',
  key: 'Key',
  anyKey: 'Any key asked for',
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
  since: (day: string | number): string => `Since ${day}`,
  upTo: (day: string | number): string => `Until ${day}`,
  connection: 'Made by',
  batch: 'One batch',
  inTempo: (min: string | number | null | undefined, max: string | number | null | undefined): string =>
    min == null ? `Up to ${max} BPM` : max == null ? `From ${min} BPM` : `${min}–${max} BPM`,
  bulk: 'Selected tasks',
  selected: (count: number): string => `${n(count)} selected`,
  noneSelected: (hasShift: boolean): string =>
    hasShift ? 'Select tasks with their boxes; Shift takes a range.' : 'Select tasks with their boxes.',
  all: (shown: number): string => `Select all ${n(shown)}`,
  done: 'Done',
  copy: 'Copy taskIds',
  noTaskIds: 'None of them has a taskId.',
  favour: 'Favourite',
  unfavour: 'Not a favourite',
  tagThem: 'Tag',
  tagField: 'Tag to add',
  addTag: 'Add tag',
  cancel: 'Cancel',
  tagged: (count: number, tag: string | number): string =>
    `Tagged ${count === 1 ? `${n(count)} task` : `${n(count)} tasks`} “${tag}”.`,
  favoured: (count: number): string =>
    `${count === 1 ? `${n(count)} task` : `${n(count)} tasks`} made a favourite.`,
  unfavoured: (count: number): string =>
    `${count === 1 ? `${n(count)} task` : `${n(count)} tasks`} no longer a favourite.`,
  download: 'Download sounds…',
  takeChoices: { kept: 'Kept, else A', all: 'Both takes' },
  fileName: 'Name',
  nothingToLoad: 'None of them has a sound to download.',
  format: 'Format',
  formats: { stored: 'As stored', wav24: 'WAV 24', wav16: 'WAV 16', flac: 'FLAC', ogg: 'OGG', mp3: 'MP3' },
  storedMeaning: 'Byte for byte as it was delivered.',
  convertedMeaning: (files: number, megabytes: number): string =>
    files === 1
      ? `${n(files)} file, about ${n(megabytes)} MB, made in this tab: keep it open.`
      : `${n(files)} files, about ${n(megabytes)} MB, made in this tab: keep it open.`,
  muchToHold: 'That is much for a browser to hold. As stored goes straight to the disk.',
  storedMax: (max: number): string => `One zip takes ${n(max)} tasks at most. Select fewer.`,
  packingOf: (done: number, files: number): string => `Packing ${n(done)} of ${n(files)}`,
  packed: (files: number): string => (files === 1 ? `${n(files)} file packed.` : `${n(files)} files packed.`),
  notPacked: (count: number, names: string | number): string =>
    count === 1
      ? `${n(count)} file could not be read and is not in the zip: ${names}`
      : `${n(count)} files could not be read and are not in the zip: ${names}`,
  notWritten: (reason: string | number): string => `The zip was not made: ${reason}`,
  packing: (files: number): string => `Packing ${files === 1 ? `${n(files)} file` : `${n(files)} files`}`,
  downloadFiles: (files: number): string =>
    `Download ${files === 1 ? `${n(files)} file` : `${n(files)} files`} as zip`,
  export: 'Export',
  exportJson: 'As JSON',
  exportZip: 'With audio (zip)',
  exportCsv: 'As CSV',
  exportMax: (max: number): string => `An export takes ${n(max)} selected tasks at most; Backup takes all.`,
  retry: (count: number): string => `Retry ${n(count)}`,
  noRetry: 'Only what certainly cost nothing is sent again together.',
  retried: (count: number): string => `Sent ${count === 1 ? `${n(count)} task` : `${n(count)} tasks`} again.`,
  delete: 'Delete',
  others: 'More',
  deleted: (count: number): string => `${count === 1 ? `${n(count)} task` : `${n(count)} tasks`} deleted.`,
  doneOf: (count: number, total: number): string => `${n(count)} of ${n(total)} are done, the rest is not.`,
  someFailed: (count: number, total: number): string =>
    `${n(count)} of ${n(total)} ${count === 1 ? 'was left as it was' : 'were left as they were'}.`,
  details: 'Title, tags and notes',
  title: 'Title',
  titleMeaning: 'Empty: the prompt alone names it.',
  tagsField: 'Tags',
  tagsMeaning: (max: number): string => `Separated by commas, ${n(max)} at most.`,
  tooManyTags: (max: number): string => `At most ${n(max)} tags. Take some out.`,
  longTag: (tag: string | number, max: number): string => `“${tag}…” is longer than ${n(max)} characters.`,
  notes: 'Notes',
  save: 'Save',
  close: 'Close',
  backup: 'Backup',
  backupMeaning:
    'Everything in one file: tasks, notes, tags, batches. What you import is added to what is here; an import never sends anything.',
  saveJson: 'Save backup',
  saveZip: 'Save with audio',
  saveCsv: (total: number): string => `Save ${total === 1 ? `${n(total)} task` : `${n(total)} tasks`} as CSV`,
  csvMeaning: 'The list as it is filtered now.',
  import: 'Restore from a file',
  uploading: 'Uploading',
  reading: 'Reading the file',
  badRows: (count: number): string =>
    `${count === 1 ? `${n(count)} row is` : `${n(count)} rows are`} damaged or incomplete; the rest comes in`,
  importing: 'Restoring',
  preview: (count: number): string =>
    `${count === 1 ? `${n(count)} task` : `${n(count)} tasks`} in this backup:`,
  isNew: (count: number): string => `${n(count)} new, will be added`,
  isSame: (count: number): string => `${n(count)} here already, the same`,
  fileWins: (count: number): string => `${n(count)} further along in the file, will be updated`,
  hereWins: (count: number): string => `${n(count)} further along here, stay as they are`,
  isGone: (count: number): string => `${n(count)} deleted here for good, stay deleted`,
  audio: (files: number, megabytes: number): string =>
    files === 1
      ? `${n(files)} audio file (${n(megabytes)} MB) will be added`
      : `${n(files)} audio files (${n(megabytes)} MB) will be added`,
  withoutAudio: (count: number): string =>
    `${count === 1 ? `${n(count)} take comes` : `${n(count)} takes come`} without audio: heard only while the vendor’s link lives`,
  madeAt: (when: string | number): string => `Made ${when}.`,
  restore: (count: number): string => `Restore ${count === 1 ? `${n(count)} task` : `${n(count)} tasks`}`,
  nothingToRestore: 'All of it is here already.',
  conflicts: 'Show what differs',
  conflict: (here: string | number, file: string | number, winner: string | number): string =>
    `here ${here}, in the file ${file}: ${winner === 'here' ? 'ours stays' : 'the file’s is taken'}`,
  restored: (added: number, updated: number): string =>
    updated === 0
      ? `Restored. ${added === 1 ? `${n(added)} task` : `${n(added)} tasks`} added.`
      : `Restored. ${added === 1 ? `${n(added)} task` : `${n(added)} tasks`} added, ${n(updated)} updated.`,
} as const;
