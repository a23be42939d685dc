import { FileError, LONGEST_MINUTES, type FileProblem } from '../../../audio/files/file-error.ts';
import type { FileFacts } from '../../../audio/files/file-facts.ts';
import { mixDown, usualSpeakers } from '../../../audio/files/speakers.ts';
import { findGapless, trimGapless, type Gapless } from '../../../audio/mp3-frames.ts';
import { durationOf, lengthOf, type Pcm } from '../../../audio/pcm.ts';
import { mp3Behind, sniffFormat, type Sniffed } from '../../../audio/sniff-format.ts';
import { readBlob } from '../../lib/read-blob.ts';
import { readByBrowser } from './reading/read-by-browser.ts';
import { readFile, type ReadSound } from './reading/read-file.ts';
import { readInWorker } from './workers/sound-workers.ts';

/** Why a sound cannot be opened; `codec` names what nothing here reads, empty when it has no name. */
export type Unplayable =
  | 'gone'
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
  const blob = typeof source === 'string' ? await download(source) : source;
  if (blob.size === 0) throw new UnplayableError('empty');
  if (blob.size > LARGEST_MB * 1e6) throw new UnplayableError('too-large');
  if (blob.size > PROBED_BYTES && (await probeSeconds(blob)) > LONGEST_MINUTES * 60)
    throw new UnplayableError('too-long');
  const { pcm, speakers, facts, mp3, silenced = 0 } = await read(await readBlob(blob), isCalledMp3(source));
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

/** Vendors deliver MP3. */
const isCalledMp3 = (source: string | File): boolean =>
  typeof source === 'string' || /\.mp3$/i.test(source.name);

async function read(
  bytes: Uint8Array<ArrayBuffer>,
  calledMp3: boolean,
): Promise<ReadSound & { silenced?: number }> {
  const sniffed = sniffAs(bytes, calledMp3);
  if (sniffed.kind === 'no-audio') throw new UnplayableError('no-audio');
  if (sniffed.kind === 'unreadable') throw new UnplayableError({ codec: sniffed.name });
  try {
    if (!OWN_FORMATS.has(sniffed.format)) return await readFile(bytes, sniffed, readByBrowser);
    const answer = await readInWorker(bytes);
    if (answer.kind === 'elsewhere') return await readFile(answer.bytes, sniffed, readByBrowser);
    if (answer.kind === 'problem') throw new FileError(answer.problem);
    const { pcm, facts, silenced } = answer;
    return { pcm, facts, silenced, speakers: usualSpeakers(pcm.channels.length), mp3: null };
  } catch (error) {
    if (!(error instanceof FileError)) throw new UnplayableError('unknown-format', error);
    throw new UnplayableError(reasonOf(error.problem), error);
  }
}

/** What is called an MP3 is one, too, when its frames begin later. */
function sniffAs(bytes: Uint8Array, calledMp3: boolean): Sniffed {
  const sniffed = sniffFormat(bytes);
  const start = sniffed.kind === 'no-audio' && calledMp3 ? mp3Behind(bytes) : null;
  return start === null ? sniffed : { kind: 'audio', format: 'mp3', start };
}

/** What is read in a worker: a long recording would hold the page up. */
const OWN_FORMATS: ReadonlySet<string> = new Set(['wav', 'aiff', 'caf']);

const reasonOf = (problem: FileProblem): Unplayable =>
  problem.kind === 'codec' ? { codec: problem.codec } : problem.kind;

async function download(url: string): Promise<Blob> {
  try {
    const response = await fetch(url);
    if (response.ok) return await response.blob();
  } catch (cause) {
    throw new UnplayableError('gone', cause);
  }
  throw new UnplayableError('gone');
}

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
