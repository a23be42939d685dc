import { Refusal } from '#shared/problem.ts';

import type { TaskContext } from '../task-context.ts';
import type { TakeAudio } from '../tasks.ts';
import type { MediaLinks } from './media-links.ts';
import { openLink, openTake, type FindRange } from './take-audio.ts';

const notThere = () =>
  new Refusal(404, { code: 'not-found', message: 'This link leads to nothing, or its task was deleted.' });

/** Opens what a link of ours leads to, while its task is there. @throws Refusal 404 */
export function createOpenMedia(context: TaskContext, links: MediaLinks) {
  const { repository, wavs } = context;

  return async (signed: string, range?: FindRange): Promise<TakeAudio> => {
    const link = links.read(signed);
    const row = link && repository.find(link.id);
    if (!link || !row || row.deletedAt !== null) throw notThere();
    const { n, isWav } = link;
    if (!isWav) return openTake(context, row, n, range);
    const { taskId, connection, takes } = row;
    const audioId = takes.find((take) => take.n === n)?.audioId;
    const wav = taskId === null || audioId === undefined ? null : wavs.find({ connection, taskId, audioId });
    const vendor = context.connections.vendorOf(connection);
    if (wav?.url === null || wav?.url === undefined || !vendor) throw notThere();
    return openLink(vendor, { url: wav.url, row, n }, range);
  };
}
