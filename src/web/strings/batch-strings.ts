import { BPM_MAX, BPM_MIN, PROMPT_MAX } from '#shared/limits.ts';

import { sayDuration } from './cost-strings.ts';
import { form, many, n } from './plurals.ts';

const tasks = (count: number): string => many(count, { one: 'task', other: 'tasks' });
const quoted = (text: string): string => `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`;

const times = (count: number, forms: { one: string; other: string }): string[] =>
  count > 1 ? [many(count, forms)] : [];

/** Every sentence the batch says, in one place. */
export const strings = {
  heading: 'Batch',
  way: 'Batch from',
  ways: { grid: 'Grid', csv: 'Table (CSV)' },
  prompts: 'Prompts, one per line',
  promptCount: (count: number) => many(count, { one: 'prompt', other: 'prompts' }),
  fromForm: (value?: string) => (value === undefined ? 'From the form' : `From the form: ${value}`),
  clear: 'Clear',
  keys: 'Keys',
  keysMeaning: 'In the order of fifths: neighbours mix without a clash. None chosen: Any.',
  anyKey: 'Any',
  tempos: 'Tempos',
  temposSample: '90, 80-100 by 5, auto',
  temposMeaning: 'None: Auto, chosen by the model',
  wrongTempos: (wrong: readonly string[]) =>
    `Not a BPM from ${BPM_MIN} to ${BPM_MAX}: ${wrong.slice(0, 5).map(quoted).join(', ')}.`,
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
  csvSample: 'prompt,key,bpm,loop\nsoft rain on tin,Am,90,yes',
  header: (ignored: readonly string[]) =>
    ignored.length === 0
      ? 'Header found.'
      : `Header found. Not used: ${ignored.map((name) => quoted(name)).join(', ')}.`,
  noHeader: 'No header line, so the columns are read as prompt, key, bpm, loop, lyrics.',
  wrongRows: (count: number) => many(count, { one: 'row is left out.', other: 'rows are left out.' }),
  mend: (count: number) => `Mend ${form(count, { one: 'it', other: 'them' })}, or generate the others.`,
  line: (line: number) => `Line ${n(line)}`,
  moreErrors: (count: number) => `And ${n(count)} more.`,
  noPrompt: 'There is no prompt.',
  unclosedQuote: 'A quote is opened here and never closed, so nothing from here on is read.',
  brokenQuotes: 'The quotes do not pair: double those that belong to the text.',
  unreadable: 'The prompt has characters that could not be read. Save the file as UTF-8.',
  guessedEncoding: 'Read as Windows-1252, since it is not UTF-8. Check the accents.',
  longPrompt: (length: number) => `The prompt has ${n(length)} characters, ${n(PROMPT_MAX)} at most.`,
  longPrompts: (count: number) =>
    `${many(count, { one: 'prompt is', other: 'prompts are' })} longer than ${n(PROMPT_MAX)} characters. ${form(count, { one: 'Shorten it', other: 'Shorten them' })}.`,
  badCell: {
    prompt: (text: string) => `${quoted(text)} is no prompt.`,
    key: (text: string) => `${quoted(text)} is none of the 25 keys.`,
    bpm: (text: string) => `${quoted(text)} is no BPM from ${BPM_MIN} to ${BPM_MAX} and not Auto.`,
    loop: (text: string) => `Loop is yes or no, not ${quoted(text)}.`,
    lyrics: (text: string) => `Lyrics is yes or no, not ${quoted(text)}.`,
    model: (text: string) => `The model ${quoted(text)} is not offered here.`,
    callback: (text: string) => `${quoted(text)} is no http:// or https:// address.`,
  },
  count: tasks,
  nothingYet: 'No tasks yet. Write at least one prompt.',
  nothingYetCsv: 'No tasks yet. Paste at least one row with a prompt.',
  repeated: (count: number) => `${many(count, { one: 'repetition is', other: 'repetitions are' })} left out.`,
  tooMany: (count: number, max: number) =>
    `${tasks(count)} are more than one batch takes. Keep it to ${n(max)}.`,
  tasksAndTakes: (count: number) => `${tasks(count)}, ${n(count * 2)} takes`,
  ofRows: (count: number, rows: number) => `${n(count)} of ${n(rows)} rows, ${n(count * 2)} takes`,
  /** `from 3 prompts × 3 keys × 4 tempos` */
  from: ({
    prompts,
    keys,
    tempos,
    ways,
    copies,
  }: Record<'prompts' | 'keys' | 'tempos' | 'ways' | 'copies', number>) =>
    `from ${[
      many(prompts, { one: 'prompt', other: 'prompts' }),
      ...times(keys, { one: 'key', other: 'keys' }),
      ...times(tempos, { one: 'tempo', other: 'tempos' }),
      ...times(ways, { one: 'way', other: 'ways' }),
      ...times(copies, { one: 'copy', other: 'copies' }),
    ].join(' × ')}`,
  readyIn: (readyMs: number, waitMs: number) =>
    `Ready in about ${sayDuration(readyMs)}${waitMs === 0 ? '' : `, the last one sent after ${sayDuration(waitMs)}`}.`,
  costUnknown: 'What one costs is not known beforehand.',
  short: 'What they do not cover is refused, and not charged.',
  generate: (count: number) => `Generate ${tasks(count)}`,
  generateNone: 'Generate',
  earlier: 'Earlier batches',
  preview: (count: number) => `Show all ${n(count)}`,
  hidePreview: 'Hide the list',
  previewCaption: 'What would be sent, in this order',
  inOrder: 'in the order they are sent',
  moreTasks: (count: number) => `And ${n(count)} more.`,
  auto: 'Auto',
  close: 'Close',
  name: (prompt: string, others: number) =>
    `${prompt.length > 60 ? `${prompt.slice(0, 60)}…` : prompt}${others === 0 ? '' : ` and ${many(others, { one: 'more prompt', other: 'more prompts' })}`}`,
} as const;

/** What is said of batches under way. */
export const lineStrings = {
  region: 'Batches',
  open: 'Batch',
  ready: (count: number) => n(count),
  of: (total: number) => `of ${n(total)} ready`,
  counts: {
    rendering: (count: number) => `${n(count)} rendering`,
    waiting: (count: number) => `${n(count)} waiting`,
    paused: (count: number) => `Paused, ${n(count)} waiting`,
    failed: (count: number) => `${n(count)} failed`,
    unknown: (count: number) => `${n(count)} of unknown outcome`,
    cancelled: (count: number) => `${n(count)} cancelled`,
  },
  left: (ms: number) => `about ${sayDuration(ms)} left`,
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
  ended: (name: string) => `${name} is done`,
  uploading: (count: number) => `Uploading ${tasks(count)}`,
  asking: (count: number) => `Asking the server about ${tasks(count)}`,
  notSent: (count: number) =>
    `${many(count, { one: 'task of it was', other: 'tasks of it were' })} not sent. Nothing was charged for ${form(count, { one: 'it', other: 'them' })}.`,
  send: (count: number) => `Send ${n(count)}`,
  discard: 'Discard',
  noStorage: 'This browser keeps nothing for this page: do not reload it until all is uploaded.',
  cancelled: (count: number) => `${tasks(count)} cancelled. Nothing was charged.`,
} as const;

/** What is said when a batch's results stand side by side. */
export const compareStrings = {
  heading: (name: string) => `Compare: ${name}`,
  close: 'Close',
  reading: 'Reading the batch',
  empty: 'Nothing of this batch is left.',
  prompt: 'Prompt',
  caption: 'One row for each prompt, one column for each way it was asked for',
  oneShot: 'one-shot',
  loop: 'loop',
  missing: 'Not in this batch',
  keep: (take: string) => `Keep ${take}`,
} as const;
