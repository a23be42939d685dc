import { WavTooLongError } from '../../../../audio/encode/encode-wav.ts';
import { exportSound, type ExportedSound } from '../../../../audio/encode/export-sound.ts';
import { stretchSound, transposeSound } from '../../../../audio/stretch/stretch-sound.ts';
import { startStretch, stretchWasmOf, type StretchProgram } from '../../../../audio/stretch/stretch-wasm.ts';
import { words } from '../../../strings/edit-strings.ts';
import { applyEdits } from '../edit/apply-edits.ts';
import { sliceSound } from '../edit/slice-sound.ts';
import { codecs } from './codecs.ts';
import { serveJobs } from './serve-jobs.ts';
import type { EditJob, EditResult } from './sound-workers.ts';

let program: Promise<StretchProgram> | null = null;
const openStretch = async (): Promise<StretchProgram> => {
  const { default: source } = await import('signalsmith-stretch?raw');
  return startStretch(stretchWasmOf(source));
};

/** Fetches the stretcher when one of these steps needs it. */
async function stretcherFor(job: Extract<EditJob, { kind: 'edits' }>): Promise<StretchProgram | null> {
  const isNeeded = job.edits.some(
    ({ on, kind }) => on && (kind === 'stretch' || kind === 'pitch' || kind === 'cross-fade'),
  );
  if (!isNeeded) return null;
  program ??= openStretch();
  try {
    return await program;
  } catch (error) {
    program = null;
    throw error;
  }
}

async function run(job: EditJob, onProgress: (share: number) => void): Promise<EditResult> {
  switch (job.kind) {
    case 'edits': {
      const found = await stretcherFor(job);
      const opened = (): StretchProgram => {
        if (!found) throw new Error(words.workerNotLoaded);
        return found;
      };
      const count = job.edits.length;
      let done = 0;
      const within = (share: number) => onProgress((done + share) / count);
      return applyEdits(
        job.pcm,
        job.edits,
        {
          stretch: (pcm, options) => stretchSound(opened(), pcm, { ...options, onProgress: within }),
          transpose: (pcm, options) => transposeSound(opened(), pcm, { ...options, onProgress: within }),
        },
        (index) => {
          done = index;
          onProgress(index / count);
        },
      );
    }
    case 'slices':
      return sliceSound(job.pcm, job.slicing);
    case 'export':
      return toFile(await exportOf(job));
  }
}

async function exportOf({ pcm, tags, stem, options }: Extract<EditJob, { kind: 'export' }>) {
  try {
    return await exportSound(pcm, tags, stem, options, codecs);
  } catch (error) {
    throw error instanceof WavTooLongError ? new Error(words.tooLongForWav, { cause: error }) : error;
  }
}

/** A file goes over without being copied, however large. */
const toFile = ({ name, type, bytes }: ExportedSound): File => new File([bytes], name, { type });

function buffersOf(result: EditResult): ArrayBuffer[] {
  if (result instanceof File) return [];
  if (!Array.isArray(result)) return result.pcm.channels.map(({ buffer }) => buffer);
  return result.flatMap(({ pcm }) => pcm.channels.map(({ buffer }) => buffer));
}

const answer = serveJobs(run, (message, transfer) => self.postMessage(message, { transfer }), buffersOf);
self.addEventListener('message', ({ data }) => answer(data));
