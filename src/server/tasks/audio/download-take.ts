import { becauseOf, type NotKept } from '#shared/messages/not-kept.ts';

import type { StoredTake } from '../../db/task-row.ts';
import type { Clock } from '../../platform/clock.ts';
import { FileTooLarge } from '../../platform/files.ts';
import type { ConnectionContext } from '../task-context.ts';
import { openAudio } from './open-audio.ts';

const MEGABYTE = 1024 * 1024;
/** Far above any sound (10 minutes of CD-quality WAV); a stream that never ends stops here. */
export const TAKE_MAX_BYTES = 100 * MEGABYTE;
/** A host that gives less than this in each window holds a place that others could use. */
const WINDOW_MS = 15_000;
const WINDOW_MIN_BYTES = 32 * 1024;

export type Download =
  | { kind: 'kept'; kept: { file: string; contentType: string; size: number } }
  /** The link ended: the record may have a new one. */
  | { kind: 'dead'; why: NotKept }
  | { kind: 'refused'; why: NotKept }
  | { kind: 'again'; why: NotKept }
  /** Our own disk's trouble: tried for as long as it lasts. */
  | { kind: 'unwritable'; why: NotKept };

/** Copies one take into the data folder. */
export async function downloadTake(
  context: ConnectionContext,
  id: string,
  take: StoredTake,
  signal: AbortSignal,
): Promise<Download> {
  const { name } = context.row();
  if (take.url === null) {
    return take.streamUrl === null
      ? { kind: 'dead', why: becauseOf('noLink') }
      : { kind: 'again', why: becauseOf('noAddress', name) };
  }
  const answer = await openAudio(context.vendor, take.url, signal);
  switch (answer.kind) {
    case 'dead':
    case 'refused':
      return { kind: answer.kind, why: withMaker(answer, name) };
    case 'failed':
      return { kind: 'again', why: withMaker(answer, name) };
    case 'open': {
      const body = withMinimumRate(answer.body, context.clock);
      return save(context, `takes/${id}/${take.n}.${answer.extension}`, { ...answer, body });
    }
  }
}

/** All but one of the sentences about a link name who gave it, first. */
const withMaker = ({ code, values }: NotKept, name: string): NotKept =>
  code === 'brokeOff' ? becauseOf(code) : becauseOf(code, name, ...values);

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
      return { kind: 'again', why: becauseOf('inPart') };
    }
    return { kind: 'kept', kept: { file, contentType, size } };
  } catch (error) {
    // The folder itself may have been the trouble: then nobody has read a byte, and the link stands open.
    await body.cancel().catch(() => undefined);
    if (error instanceof FileTooLarge)
      return { kind: 'refused', why: becauseOf('tooLarge', TAKE_MAX_BYTES / MEGABYTE) };
    if (error instanceof TooSlow) return { kind: 'again', why: becauseOf('tooSlow', row().name) };
    const why = whyUnwritable(error);
    return why === null ? { kind: 'again', why: becauseOf('brokeOff') } : { kind: 'unwritable', why };
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
export function whyUnwritable(error: unknown): NotKept | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT') return becauseOf('diskFull');
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return becauseOf('notWritable');
  return null;
}
