// Made of src/shared/messages/en.json by `npm run messages`: a sentence is changed there.
import { sayDuration } from './format/durations.ts';
import { unitList } from './format/lists.ts';
import { n } from './format/plurals.ts';

export const strings = {
  heading: 'Batch',
  way: 'Batch from',
  ways: { grid: 'Grid', csv: 'Table (CSV)' },
  prompts: 'Prompts, one per line',
  quoted: (text: string | number): string => `“${text}”`,
  promptCount: (count: number): string => (count === 1 ? `${n(count)} prompt` : `${n(count)} prompts`),
  looksLikeTable: 'This looks like a table. Here each line would be one prompt.',
  readAsTable: 'Read as a table',
  fromForm: (value: string | number | null | undefined): string =>
    value == null ? 'From the form' : `From the form: ${value}`,
  clear: 'Clear',
  keys: 'Keys',
  keysMeaning: 'In the order of fifths: neighbours mix without a clash. None chosen: Any.',
  anyKey: 'Any',
  tempos: 'Tempos',
  temposSample: '90, 80-100 by 5, auto',
  temposMeaning: 'None: Auto, chosen by the model',
  wrongTempos: (wrong: readonly string[], min: string | number, max: string | number): string =>
    `Not a BPM from ${min} to ${max}: ${unitList(wrong)}.`,
  loops: 'Loop',
  loopOff: 'One-shot',
  loopOn: 'Loop',
  loopsMeaning: 'Both: each sound both ways. None: One-shot',
  copies: 'Copies of each',
  copiesMeaning: 'Each gives two takes',
  lyrics: 'Lyrics',
  lyricsMeaning: 'Quoted words are sung, timed',
  callback: 'Callback URL',
  model: 'Model',
  csv: 'Rows',
  csvMeaning:
    'Paste from a spreadsheet or a CSV file. Columns in any order under a header line: prompt, key, bpm, loop, lyrics, model, callBackUrl.',
  csvFile: 'Read from a file',
  noTextFile: (name: string | number): string => `“${name}” is no text. Save it as CSV, then read that file.`,
  csvSample: 'prompt,key,bpm,loop\nsoft rain on tin,Am,90,yes',
  header: 'Header found.',
  headerIgnoring: (names: readonly string[]): string => `Header found. Not used: ${unitList(names)}.`,
  noHeader: 'No header line, so the columns are read as prompt, key, bpm, loop, lyrics.',
  wrongRows: (count: number): string =>
    count === 1 ? `${n(count)} row is left out.` : `${n(count)} rows are left out.`,
  mend: (count: number): string => `Fix ${count === 1 ? 'it' : 'them'}, or generate the others.`,
  line: (line: number): string => `Line ${n(line)}`,
  moreErrors: (count: number): string => `And ${n(count)} more.`,
  noPrompt: 'There is no prompt.',
  unclosedQuote: 'A quote is opened here and never closed, so nothing from here on is read.',
  brokenQuotes: 'The quotes do not pair: double those that belong to the text.',
  unreadable: 'The prompt has characters that could not be read. Save the file as UTF-8.',
  guessedEncoding: 'Read as Windows-1252, since it is not UTF-8. Check the accents.',
  longPrompt: (length: number, max: number): string =>
    `The prompt has ${n(length)} characters, ${n(max)} at most.`,
  longPrompts: (count: number, max: number): string =>
    count === 1
      ? `${n(count)} prompt is longer than ${n(max)} characters. Shorten it.`
      : `${n(count)} prompts are longer than ${n(max)} characters. Shorten them.`,
  badCell: {
    prompt: (text: string | number): string => `“${text}” is no prompt.`,
    key: (text: string | number): string => `“${text}” is none of the 25 keys.`,
    bpm: (text: string | number, min: string | number, max: string | number): string =>
      `“${text}” is no BPM from ${min} to ${max} and not Auto.`,
    loop: (text: string | number): string => `Loop is yes or no, not “${text}”.`,
    lyrics: (text: string | number): string => `Lyrics is yes or no, not “${text}”.`,
    model: (text: string | number): string => `The model “${text}” is not offered here.`,
    callback: (text: string | number): string => `“${text}” is no http:// or https:// address.`,
  },
  count: (count: number): string => (count === 1 ? `${n(count)} task` : `${n(count)} tasks`),
  nothingYet: 'No tasks yet. Write at least one prompt.',
  nothingYetCsv: 'No tasks yet. Paste at least one row with a prompt.',
  nothingWrong: 'No tasks yet. Fix the field that is marked.',
  repeated: (count: number): string =>
    `${count === 1 ? `${n(count)} repetition is` : `${n(count)} repetitions are`} left out.`,
  tooMany: (count: number, max: number): string =>
    `${count === 1 ? `${n(count)} task` : `${n(count)} tasks`} are more than one batch takes. Keep it to ${n(max)}.`,
  tasksAndTakes: (count: number, takes: number): string =>
    `${count === 1 ? `${n(count)} task` : `${n(count)} tasks`}, ${takes === 1 ? `${n(takes)} take` : `${n(takes)} takes`}`,
  ofRows: (count: number, rows: number, takes: number): string =>
    `${n(count)} of ${rows === 1 ? `${n(rows)} row` : `${n(rows)} rows`}, ${takes === 1 ? `${n(takes)} take` : `${n(takes)} takes`}`,
  from: (prompts: number, keys: number, tempos: number, ways: number, copies: number): string =>
    `from ${prompts === 1 ? `${n(prompts)} prompt` : `${n(prompts)} prompts`}${keys === 0 ? '' : keys === 1 ? '' : keys === 1 ? ` × ${n(keys)} key` : ` × ${n(keys)} keys`}${tempos === 0 ? '' : tempos === 1 ? '' : tempos === 1 ? ` × ${n(tempos)} tempo` : ` × ${n(tempos)} tempos`}${ways === 0 ? '' : ways === 1 ? '' : ways === 1 ? ` × ${n(ways)} way` : ` × ${n(ways)} ways`}${copies === 0 ? '' : copies === 1 ? '' : copies === 1 ? ` × ${n(copies)} copy` : ` × ${n(copies)} copies`}`,
  readyIn: (readyMs: number, waitMs: number): string =>
    waitMs === 0
      ? `Ready in about ${sayDuration(readyMs)}.`
      : `Ready in about ${sayDuration(readyMs)}, the last one sent after ${sayDuration(waitMs)}.`,
  costUnknown: 'What one costs is not known beforehand.',
  short: 'What they do not cover is refused, and not charged.',
  generate: (count: number): string => `Generate ${count === 1 ? `${n(count)} task` : `${n(count)} tasks`}`,
  generateNone: 'Generate',
  earlier: 'Earlier batches',
  preview: (count: number): string => `Show all ${n(count)}`,
  hidePreview: 'Hide the list',
  previewCaption: 'What would be sent, in this order',
  inOrder: 'in the order they are sent',
  moreTasks: (count: number): string => `And ${n(count)} more.`,
  auto: 'Auto',
  close: 'Close',
  name: (prompt: string | number, others: number): string =>
    others === 0
      ? `${prompt}`
      : others === 1
        ? `${prompt} and ${n(others)} more prompt`
        : `${prompt} and ${n(others)} more prompts`,
} as const;
export const lineStrings = {
  region: 'Batches',
  ready: (count: number): string => n(count),
  of: (total: number): string => `of ${n(total)} ready`,
  counts: {
    rendering: (count: number): string => `${n(count)} rendering`,
    waiting: (count: number): string => `${n(count)} waiting`,
    paused: (count: number): string => `Paused, ${n(count)} waiting`,
    failed: (count: number): string => `${n(count)} failed`,
    unknown: (count: number): string => `${n(count)} of unknown outcome`,
    cancelled: (count: number): string => `${n(count)} cancelled`,
  },
  left: (ms: number): string => `about ${sayDuration(ms)} left`,
  pause: 'Pause',
  resume: 'Resume',
  cancel: 'Cancel the rest',
  compare: 'Compare',
  show: 'Show',
  hide: 'Hide',
  more: 'More about this batch',
  moreSign: '⋯',
  tell: 'Notify me when done',
  told: 'You will be notified when it is done',
  toldDenied: 'Your browser does not allow notices from this page. Allow them in its settings.',
  ended: (name: string | number): string => `${name} is done`,
  uploading: (count: number): string => `Uploading ${count === 1 ? `${n(count)} task` : `${n(count)} tasks`}`,
  asking: (count: number): string =>
    `Asking the server about ${count === 1 ? `${n(count)} task` : `${n(count)} tasks`}`,
  notSent: (count: number): string =>
    `${count === 1 ? `${n(count)} task of it was` : `${n(count)} tasks of it were`} not sent. Nothing was charged for ${count === 1 ? 'it' : 'them'}.`,
  send: (count: number): string => `Send ${n(count)}`,
  discard: 'Discard',
  noStorage: 'This browser keeps nothing for this page: do not reload it until all is uploaded.',
  cancelled: (count: number): string =>
    `${count === 1 ? `${n(count)} task` : `${n(count)} tasks`} cancelled. Nothing was charged.`,
} as const;
export const compareStrings = {
  heading: (name: string | number): string => `Compare: ${name}`,
  close: 'Close',
  reading: 'Reading the batch',
  empty: 'Nothing of this batch is left.',
  prompt: 'Prompt',
  caption: 'One row for each prompt, one column for each way it was asked for',
  oneShot: 'one-shot',
  loop: 'loop',
  missing: 'Not in this batch',
  keep: (take: string | number): string => `Keep ${take}`,
} as const;
