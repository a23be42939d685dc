import { because } from '#shared/messages/reason.ts';
import { Refusal } from '#shared/problem.ts';
import { namedTake, takeFileName } from '#shared/take-file-name.ts';
import type { ByteRange } from '#shared/take/byte-range.ts';
import { takeLetter } from '#shared/task.ts';

import type { StoredTake, TaskRow } from '../../db/task-row.ts';
import type { Vendor } from '../../vendor/vendor.ts';
import type { TaskContext } from '../task-context.ts';
import type { TakeAudio } from '../tasks.ts';
import { extensionOf } from './audio-kind.ts';
import { cutStream } from './cut-stream.ts';
import { openAudio } from './open-audio.ts';

/** Finds the range that was asked for, once the size is known. @throws RangeNotSatisfiable */
export type FindRange = (size: number) => ByteRange | null;

/** Opens one take: our copy when there is one, else the vendor's stream. */
export async function openTake(
  context: TaskContext,
  row: TaskRow,
  n: number,
  range?: FindRange,
): Promise<TakeAudio> {
  const take = row.takes.find((candidate) => candidate.n === n);
  if (!take) throw new Refusal(404, { code: 'not-found', ...because('noTake', takeLetter(n)) });
  const copy = await openCopy(context, row, take, range);
  if (copy) return copy;
  const url = take.url ?? take.streamUrl;
  const vendor = context.connections.vendorOf(row.connection);
  if (url === null || vendor === null) {
    throw new Refusal(404, {
      code: 'not-found',
      ...because('noCopy'),
    });
  }
  const streamed = await openLink(vendor, { url, row, n }, range);
  if (take.file === null && take.url !== null && take.nextTryAt === null) keepAgain(context, row, n);
  return streamed;
}

/** Null where no copy was kept, or it is gone. */
async function openCopy(
  { files }: TaskContext,
  row: TaskRow,
  { n, file, contentType: told }: StoredTake,
  range: FindRange | undefined,
): Promise<TakeAudio | null> {
  const size = file === null ? null : await files.size(file);
  if (file === null || size === null) return null;
  const contentType = told ?? 'audio/mpeg';
  const part = range?.(size) ?? null;
  const body = await files.read(file, part ?? undefined);
  if (!body) return null;
  return {
    body,
    contentType,
    size,
    range: part,
    fileName: takeFileName(namedTake(row, n), extensionOf(contentType)),
    etag: `"${row.id}-${n}-${size}"`,
  };
}

/** The vendor's own file, passed on as it comes. @throws Refusal 404 when its link has ended, 424 when it does not answer */
export async function openLink(
  vendor: Vendor,
  { url, row, n }: { url: string; row: TaskRow; n: number },
  range?: FindRange,
): Promise<TakeAudio> {
  const answer = await openAudio(vendor, url);
  if (answer.kind !== 'open') {
    throw new Refusal(answer.kind === 'dead' ? 404 : 424, {
      code: answer.kind === 'dead' ? 'not-found' : 'unreachable',
      message: `The take could not be fetched from the vendor (${answer.reason}).`,
    });
  }
  const { body, contentType, length, extension } = answer;
  let part: ByteRange | null = null;
  try {
    part = length === null ? null : (range?.(length) ?? null);
  } catch (error) {
    await body.cancel().catch(() => undefined); // the far end may already be gone
    throw error;
  }
  return {
    body: part ? cutStream(body, part) : body,
    contentType,
    size: length,
    range: part,
    fileName: takeFileName(namedTake(row, n), extension),
    etag: null,
  };
}

/** A take that was given up plays after all (a setting lets its link through, say): then it can be kept as well. */
function keepAgain({ repository, clock }: TaskContext, { id }: TaskRow, n: number): void {
  const takes = repository
    .fresh(id)
    .takes.map((take) => (take.n === n ? { ...take, tries: 0, nextTryAt: clock.now() } : take));
  repository.change(id, { takes });
}
