import { Refusal } from '#shared/problem.ts';
import { namedTake, takeFileName } from '#shared/take-file-name.ts';
import { takeLetter } from '#shared/task.ts';

import type { TaskRow } from '../../db/task-row.ts';
import type { ByteRange } from '../../platform/files.ts';
import type { TaskContext } from '../task-context.ts';
import type { TakeAudio } from '../tasks.ts';
import { openAudio } from './open-audio.ts';

const extensionOf = (contentType: string): string =>
  ({ 'audio/wav': 'wav', 'audio/ogg': 'ogg', 'audio/flac': 'flac', 'audio/mp4': 'm4a', 'audio/aac': 'aac' })[
    contentType
  ] ?? 'mp3';

/** Opens one take: our copy when there is one, else the vendor's stream. */
export async function openTake(
  context: TaskContext,
  row: TaskRow,
  n: number,
  range?: (size: number) => ByteRange | null,
): Promise<TakeAudio> {
  const { files, vendor } = context;
  const take = row.takes.find((candidate) => candidate.n === n);
  if (!take)
    throw new Refusal(404, { code: 'not-found', message: `This task has no take ${takeLetter(n)}.` });
  if (take.file !== null) {
    const size = await files.size(take.file);
    const contentType = take.contentType ?? 'audio/mpeg';
    if (size !== null) {
      const part = range?.(size) ?? null;
      const body = await files.read(take.file, part ?? undefined);
      if (body) {
        return {
          body,
          contentType,
          size,
          range: part,
          fileName: takeFileName(namedTake(row, take.n), extensionOf(contentType)),
          etag: `"${row.id}-${n}-${size}"`,
        };
      }
    }
  }
  const url = take.url ?? take.streamUrl;
  if (url === null || row.upstream !== vendor.id) {
    throw new Refusal(404, {
      code: 'not-found',
      message: 'No copy of this take was kept, and its link is not at hand.',
    });
  }
  const answer = await openAudio(vendor, url);
  if (answer.kind !== 'open') {
    throw new Refusal(answer.kind === 'dead' ? 404 : 424, {
      code: answer.kind === 'dead' ? 'not-found' : 'unreachable',
      message: `The take could not be fetched from the vendor (${answer.reason}).`,
    });
  }
  if (take.file === null && take.url !== null && take.nextTryAt === null) keepAgain(context, row, n);
  return {
    body: answer.body,
    contentType: answer.contentType,
    size: answer.length,
    range: null,
    fileName: takeFileName(namedTake(row, take.n), answer.extension),
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
