import { FileError, LONGEST_MINUTES, type FileProblem } from '../../../audio/files/file-error.ts';
import type { FileFacts } from '../../../audio/files/file-facts.ts';
import { mixDown, usualSpeakers } from '../../../audio/files/speakers.ts';
import { findGapless, trimGapless, type Gapless } from '../../../audio/mp3-frames.ts';
import { durationOf, lengthOf, type Pcm } from '../../../audio/pcm.ts';
import { mp3Behind, SNIFFED_BYTES, sniffFormat, type Sniffed } from '../../../audio/sniff-format.ts';
import { readBlob } from '../../lib/read-blob.ts';
import { readByBrowser } from './reading/read-by-browser.ts';
import { readFile, type ReadSound } from './reading/read-file.ts';
import { readFileInWorker, readTakeInWorker, warmReading, type ReadResult } from './workers/sound-workers.ts';

/** Why a sound cannot be opened; `codec` names what nothing here reads, empty when it has no name. */
export type Unplayable =
  | 'gone'
  | 'moved'
  | 'empty'
  | 'broken'
  | 'no-audio'
  | 'too-large'
  | 'too-long'
  | 'unknown-format'
  | { codec: string };

export class UnplayableError extends Error {
  override readonly name = 'UnplayableError';
  readonly reason: Unplayable;

  constructor(reason: Unplayable, cause?: unknown) {
    super(typeof reason === 'string' ? reason : reason.codec, { cause });
    this.reason = reason;
  }
}

export interface Decoded {
  /** One or two channels, without what the encoder put around the sound. */
  pcm: Pcm;
  gapless: Gapless & { cutS: number };
  /** What the file says of itself. */
  facts: FileFacts;
  /** Samples that were no numbers, and are 0 now. */
  silenced: number;
}

export const LARGEST_MB = 500;
/** Smaller files cannot hold more than the longest sound by accident. */
const PROBED_BYTES = 10_000_000;

/** Reads and decodes at the file's own rate, so that samples stay what they are. Rejects with an `UnplayableError`. */
export async function decode(source: string | File): Promise<Decoded> {
  const {
    pcm,
    speakers,
    facts,
    mp3,
    silenced = 0,
  } = await (typeof source === 'string' ? readTake(source) : readOpened(source));
  if (durationOf(pcm) > LONGEST_MINUTES * 60) throw new UnplayableError('too-long');
  const mixed = mixDown(pcm, speakers);
  const gapless = findGapless(mixed, mp3);
  const cut = lengthOf(mixed) - (gapless.end - gapless.start);
  return {
    pcm: trimGapless(mixed, gapless),
    gapless: { ...gapless, cutS: cut / pcm.sampleRate },
    facts,
    silenced,
  };
}

type Read = ReadSound & { silenced?: number };

async function readOpened(file: File): Promise<Read> {
  refuseSize(file.size);
  warmReading();
  const head = sniffFormat(await bytesOf(file.slice(0, SNIFFED_BYTES)));
  if (head.kind === 'audio' && OWN_FORMATS.has(head.format)) return readAnswer(await askWorker(file));
  if (file.size > PROBED_BYTES && (await probeSeconds(file)) > LONGEST_MINUTES * 60)
    throw new UnplayableError('too-long');
  const bytes = await bytesOf(file);
  const sniffed = sniffAs(bytes, /\.mp3$/i.test(file.name));
  // Behind tags that are longer.
  return OWN_FORMATS.has(sniffed.format) ? readAnswer(await askWorker(file)) : readHere(bytes, sniffed);
}

/** The worker fetches it: several MB would hold the page up, take after take while they are measured. */
async function readTake(url: string): Promise<Read> {
  try {
    return await readAnswer(await readTakeInWorker(new URL(url, location.href).href));
  } catch (error) {
    if (error instanceof UnplayableError) throw error;
  }
  // The worker's program is not here: offline, a kept take is read all the same.
  const bytes = await bytesOf(await download(url));
  refuseSize(bytes.length);
  return readHere(bytes, sniffAs(bytes, true));
}

/** A file that was moved or changed since, or lay on a drive that is gone, cannot be read any more. */
async function bytesOf(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await readBlob(blob);
  } catch (cause) {
    throw new UnplayableError('moved', cause);
  }
}

async function download(url: string): Promise<Blob> {
  try {
    const response = await fetch(url);
    if (response.ok) return await response.blob();
  } catch (cause) {
    throw new UnplayableError('gone', cause);
  }
  throw new UnplayableError('gone');
}

function refuseSize(bytes: number): void {
  if (bytes === 0) throw new UnplayableError('empty');
  if (bytes > LARGEST_MB * 1e6) throw new UnplayableError('too-large');
}

async function readAnswer(answer: ReadResult): Promise<Read> {
  if (answer.kind === 'gone' || answer.kind === 'moved') throw new UnplayableError(answer.kind);
  if (answer.kind === 'problem') throw unplayable(new FileError(answer.problem));
  if (answer.kind === 'read') {
    const { pcm, facts, silenced } = answer;
    return { pcm, facts, silenced, speakers: usualSpeakers(pcm.channels.length), mp3: null };
  }
  const { bytes } = answer;
  refuseSize(bytes.length);
  // Vendors deliver MP3.
  return readHere(bytes, sniffAs(bytes, true));
}

async function askWorker(file: File): Promise<ReadResult> {
  try {
    return await readFileInWorker(file);
  } catch (error) {
    throw unplayable(error);
  }
}

async function readHere(bytes: Uint8Array<ArrayBuffer>, sniffed: SniffedAudio): Promise<Read> {
  try {
    return await readFile(bytes, sniffed, readByBrowser);
  } catch (error) {
    throw unplayable(error);
  }
}

const unplayable = (error: unknown): UnplayableError =>
  new UnplayableError(error instanceof FileError ? reasonOf(error.problem) : 'unknown-format', error);

type SniffedAudio = Extract<Sniffed, { kind: 'audio' }>;

/** What is called an MP3 is one, too, when its frames begin later. */
function sniffAs(bytes: Uint8Array, calledMp3: boolean): SniffedAudio {
  const sniffed = sniffFormat(bytes);
  const start = sniffed.kind === 'no-audio' && calledMp3 ? mp3Behind(bytes) : null;
  if (start !== null) return { kind: 'audio', format: 'mp3', start };
  if (sniffed.kind === 'no-audio') throw new UnplayableError('no-audio');
  if (sniffed.kind === 'unreadable') throw new UnplayableError({ codec: sniffed.name });
  return sniffed;
}

/** What is read in a worker: a long recording would hold the page up. */
const OWN_FORMATS: ReadonlySet<string> = new Set(['wav', 'aiff', 'caf']);

const reasonOf = (problem: FileProblem): Unplayable =>
  problem.kind === 'codec' ? { codec: problem.codec } : problem.kind;

/** Reads no more than the header; Infinity-long streams and unknown formats count as short, decoding decides. */
async function probeSeconds(blob: Blob): Promise<number> {
  const url = URL.createObjectURL(blob);
  try {
    const audio = new Audio();
    audio.preload = 'metadata';
    const known = new Promise<void>((resolve) => {
      audio.addEventListener('loadedmetadata', () => resolve(), { once: true });
      audio.addEventListener('error', () => resolve(), { once: true });
    });
    audio.src = url;
    await known;
    return Number.isFinite(audio.duration) ? audio.duration : 0;
  } finally {
    URL.revokeObjectURL(url);
  }
}
