import type { StoredTake } from '../../db/task-row.ts';
import type { Clock } from '../../platform/clock.ts';
import { FileTooLarge } from '../../platform/files.ts';
import type { ConnectionContext } from '../task-context.ts';
import { openAudio } from './open-audio.ts';

/** Far above any sound (10 minutes of CD-quality WAV); a stream that never ends stops here. */
export const TAKE_MAX_BYTES = 100 * 1024 * 1024;
/** A host that gives less than this in each window holds a place that others could use. */
const WINDOW_MS = 15_000;
const WINDOW_MIN_BYTES = 32 * 1024;

export type Download =
  | { kind: 'kept'; kept: { file: string; contentType: string; size: number } }
  /** The link ended: the record may have a new one. */
  | { kind: 'dead'; reason: string }
  | { kind: 'refused'; reason: string }
  | { kind: 'again'; reason: string }
  /** Our own disk's trouble: tried for as long as it lasts. */
  | { kind: 'unwritable'; reason: string };

/** Copies one take into the data folder. */
export async function downloadTake(
  context: ConnectionContext,
  id: string,
  take: StoredTake,
  signal: AbortSignal,
): Promise<Download> {
  const { name } = context.row();
  if (take.url === null) {
    const reason = `${name} has not given this take’s address yet.`;
    return { kind: take.streamUrl === null ? 'dead' : 'again', reason };
  }
  const answer = await openAudio(context.vendor, take.url, signal);
  switch (answer.kind) {
    case 'dead':
      return { kind: 'dead', reason: `The link from ${name} has ended: ${answer.reason}.` };
    case 'refused':
      return { kind: 'refused', reason: answer.reason };
    case 'failed':
      return { kind: 'again', reason: `The file could not be fetched from ${name}: ${answer.reason}.` };
    case 'open': {
      const body = withMinimumRate(answer.body, context.clock);
      return save(context, `takes/${id}/${take.n}.${answer.extension}`, { ...answer, body });
    }
  }
}

async function save(
  { files, row }: ConnectionContext,
  file: string,
  {
    body,
    contentType,
    length,
  }: { body: ReadableStream<Uint8Array>; contentType: string; length: number | null },
): Promise<Download> {
  try {
    const size = await files.write(file, body, { maxBytes: TAKE_MAX_BYTES });
    if (length !== null && size < length) {
      await files.remove(file);
      return { kind: 'again', reason: 'The file came only in part.' };
    }
    return { kind: 'kept', kept: { file, contentType, size } };
  } catch (error) {
    // The folder itself may have been the trouble: then nobody has read a byte, and the link stands open.
    await body.cancel().catch(() => undefined);
    if (error instanceof FileTooLarge) return { kind: 'refused', reason: 'The file is larger than 100 MB.' };
    if (error instanceof TooSlow) return { kind: 'again', reason: `${row().name} sent the file too slowly.` };
    const reason = diskSentence(error);
    return reason === null
      ? { kind: 'again', reason: 'The download broke off.' }
      : { kind: 'unwritable', reason };
  }
}

class TooSlow extends Error {
  override readonly name = 'TooSlow';
}

/** The same stream, broken off when it hardly moves. */
function withMinimumRate(body: ReadableStream<Uint8Array>, clock: Clock): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let bytes = 0;
  let callOff = () => {};
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const look = () => {
        if (bytes < WINDOW_MIN_BYTES) {
          controller.error(new TooSlow('Fewer bytes than a window is to bring.'));
          reader.cancel().catch(() => undefined); // the far end may already be gone
          return;
        }
        bytes = 0;
        callOff = clock.after(WINDOW_MS, look);
      };
      callOff = clock.after(WINDOW_MS, look);
    },
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (!done) {
          bytes += value.byteLength;
          controller.enqueue(value);
          return;
        }
        callOff();
        controller.close();
      } catch (error) {
        callOff();
        throw error;
      }
    },
    cancel(reason) {
      callOff();
      return reader.cancel(reason);
    },
  });
}

/** Null: not the disk's doing. */
export function diskSentence(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'The disk is full: make room, it is tried again.';
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return 'The data folder cannot be written.';
  return null;
}
