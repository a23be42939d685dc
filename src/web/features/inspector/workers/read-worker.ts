import { FileError } from '../../../../audio/files/file-error.ts';
import { mixDown } from '../../../../audio/files/speakers.ts';
import { silenceNonNumbers, type Pcm } from '../../../../audio/pcm.ts';
import { sniffFormat } from '../../../../audio/sniff-format.ts';
import { readFile, type BrowserReaders } from '../reading/read-file.ts';
import { serveJobs } from './serve-jobs.ts';
import type { ReadJob, ReadResult } from './sound-workers.ts';

/** What only the page can decode goes back to it. */
class NeedsPage extends Error {}
const elsewhere = () => Promise.reject(new NeedsPage());
const browser: BrowserReaders = { decode: elsewhere, decodeContainer: elsewhere, isFirefox: false };

async function run(job: ReadJob): Promise<ReadResult> {
  const result = await read(job);
  if (!('file' in job) || !job.to) return result;
  if (result.kind === 'read') return { ...result, isHandedOver: handOver(job.to, result.pcm) };
  job.to.postMessage(null, []);
  return result;
}

/** A copy, ahead of the original that goes to the page. False where there is no memory for one. */
function handOver(to: MessagePort, pcm: Pcm): boolean {
  try {
    const channels = pcm.channels.map((channel) => channel.slice());
    to.postMessage(
      { ...pcm, channels },
      channels.map(({ buffer }) => buffer),
    );
    return true;
  } catch {
    to.postMessage(null, []);
    return false;
  }
}

async function read(job: ReadJob): Promise<ReadResult> {
  const bytes = await bytesOf(job);
  if (bytes === null) return { kind: 'file' in job ? 'moved' : 'gone' };
  const sniffed = sniffFormat(bytes);
  if (sniffed.kind !== 'audio') return { kind: 'elsewhere', bytes };
  try {
    const { pcm, speakers, facts } = await readFile(bytes, sniffed, browser);
    const silenced = silenceNonNumbers(pcm);
    return { kind: 'read', pcm: mixDown(pcm, speakers), facts, silenced, isHandedOver: false };
  } catch (error) {
    if (error instanceof NeedsPage) return { kind: 'elsewhere', bytes };
    if (error instanceof FileError) return { kind: 'problem', problem: error.problem };
    throw error;
  }
}

/** Null where there is nothing to read any more: no connection, a link that has ended, a file that was moved. */
async function bytesOf(job: ReadJob): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    if ('file' in job) return new Uint8Array(await job.file.arrayBuffer());
    const response = await fetch(job.url);
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
  } catch {
    // The page says so.
    return null;
  }
}

function buffersOf(result: ReadResult): ArrayBuffer[] {
  if (result.kind === 'read') return result.pcm.channels.map(({ buffer }) => buffer);
  return result.kind === 'elsewhere' ? [result.bytes.buffer] : [];
}

const answer = serveJobs(run, (message, transfer) => self.postMessage(message, { transfer }), buffersOf);
self.addEventListener('message', ({ data }) => answer(data));
