import { BPM_MAX, BPM_MIN, PROMPT_MAX } from '#shared/limits.ts';

import { sayDuration } from './cost-strings.ts';
import { form, many, n } from './plurals.ts';

const tasks = (count: number): string => many(count, { one: 'task', other: 'tasks' });
const quoted = (text: string): string => `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`;

/** Every sentence the batch says, in one place. */
export const strings = {
  heading: 'Batch',
  intro: 'Many tasks from one grid, or from a table. Nothing is sent before you press Generate.',
  way: 'Made from',
  ways: { grid: 'A grid', csv: 'A table (CSV)' },
  prompts: 'Prompts, one per line',
  keys: 'Keys',
  keysMeaning: 'None chosen: the key of the form.',
  anyKey: 'Any',
  minor: 'Minor',
  major: 'Major',
  tempos: 'Tempos',
  temposMeaning: 'BPM values, ranges and Auto: 90, 120, 80-100 by 10, auto. Empty: the BPM of the form.',
  wrongTempos: (wrong: readonly string[]) =>
    `Not a BPM from ${BPM_MIN} to ${BPM_MAX}: ${wrong.slice(0, 5).map(quoted).join(', ')}.`,
  loops: 'Loop',
  loopOff: 'Once',
  loopOn: 'Loop',
  loopsMeaning: 'Both chosen: each sound in both ways.',
  lyrics: 'Lyrics',
  lyricsMeaning: 'Quoted strings in a prompt are sung.',
  model: 'Model',
  csv: 'Rows',
  csvMeaning:
    'Paste rows from a spreadsheet or a CSV file. Columns: prompt, key, bpm, loop, lyrics, model, callBackUrl, in any order under a header line; without one, in this order.',
  csvFile: 'Read from a file',
  csvSample: 'prompt,key,bpm,loop\nsoft rain on tin,Am,90,yes',
  header: (ignored: readonly string[]) =>
    ignored.length === 0
      ? 'Header found.'
      : `Header found. Not used: ${ignored.map((name) => quoted(name)).join(', ')}.`,
  noHeader: 'No header line, so the columns are read as prompt, key, bpm, loop, lyrics.',
  wrongRows: (count: number) =>
    `${many(count, { one: 'row is left out. Mend it', other: 'rows are left out. Mend them' })}, or generate the others.`,
  line: (line: number) => `Line ${n(line)}:`,
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
  wait: (waitMs: number, pace: { count: number; perMs: number }) =>
    waitMs === 0
      ? `All sent at once (the pace is ${n(pace.count)} per ${sayDuration(pace.perMs)}).`
      : `All sent within ${sayDuration(waitMs)}, at ${n(pace.count)} per ${sayDuration(pace.perMs)}.`,
  cost: (credits: number, left: number | null) =>
    left === null ? `${n(credits)} credits.` : `${n(credits)} of ${n(left)} credits.`,
  costUnknown: 'The vendor does not say beforehand what one costs.',
  short: (left: number) =>
    `That is more than the ${n(left)} credits left: what they do not cover is refused, and not charged.`,
  generate: (count: number) => `Generate ${tasks(count)}`,
  generateNone: 'Generate',
  earlier: 'Earlier batches',
  preview: (count: number) => `Show all ${n(count)}`,
  hidePreview: 'Hide the list',
  previewCaption: 'What would be sent, in this order',
  columns: { number: 'No.', prompt: 'Prompt', key: 'Key', bpm: 'BPM', loop: 'Loop', lyrics: 'Lyrics' },
  auto: 'Auto',
  yes: 'yes',
  no: 'no',
  close: 'Close',
  name: (prompt: string, others: number) =>
    `${prompt.length > 60 ? `${prompt.slice(0, 60)}…` : prompt}${others === 0 ? '' : ` and ${many(others, { one: 'more prompt', other: 'more prompts' })}`}`,
} as const;

/** What is said of batches under way. */
export const lineStrings = {
  region: 'Batches',
  open: 'Batch',
  progress: (done: number, total: number) => `${n(done)} of ${n(total)} done`,
  counts: {
    ready: (count: number) => `${n(count)} ready`,
    rendering: (count: number) => `${n(count)} rendering`,
    waiting: (count: number) => `${n(count)} waiting`,
    failed: (count: number) => `${n(count)} failed`,
    unknown: (count: number) => `${n(count)} of unknown outcome`,
    cancelled: (count: number) => `${n(count)} cancelled`,
  },
  paused: 'Paused',
  lastSend: (ms: number) => `all sent in ${sayDuration(ms)}`,
  pause: 'Pause',
  resume: 'Resume',
  cancel: 'Cancel the unsent',
  compare: 'Compare',
  show: 'Show in the list',
  hide: 'Hide',
  tell: 'Tell me when it ends',
  told: 'You will be told when it ends',
  toldDenied: 'Your browser does not allow notices from this page. Allow them in its settings.',
  ended: (name: string) => `${name} has ended`,
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
  oneShot: 'once',
  loop: 'loop',
  missing: 'Not in this batch',
} as const;
