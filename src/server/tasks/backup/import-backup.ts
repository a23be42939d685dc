import type { ImportAnswer, ImportPreview } from '#shared/backup-import.ts';
import { CONCURRENCY, VENDORS } from '#shared/connections/vendors.ts';
import { DEFAULT_MODEL } from '#shared/limits.ts';
import { because } from '#shared/messages/reason.ts';
import { Refusal } from '#shared/problem.ts';

import type { ConnectionRow } from '../../db/connection-repository.ts';
import type { SearchIndex } from '../../db/search-index.ts';
import type { Batches } from '../batches.ts';
import type { TaskContext } from '../task-context.ts';
import type { Archive } from './archive.ts';
import type { BackupConnection } from './backup-format.ts';
import { unwritable } from './import-refusals.ts';
import { planTask, type ImportStep, type PlanOptions, type Restore } from './plan-import.ts';
import { ImportSummary } from './preview-import.ts';
import { addBadRow, readBackup } from './read-backup.ts';
import { removeUnused, restoreAudio } from './restore-audio.ts';
import { Upload } from './upload.ts';
import { ImportWriter } from './write-import.ts';

/** One at a time. @throws Refusal 409 while another is under way */
function createTurnstile() {
  let isBusy = false;
  return { alone, isBusy: () => isBusy };

  async function alone<T>(work: () => Promise<T>): Promise<T> {
    if (isBusy) throw new Refusal(409, { code: 'not-allowed', ...because('importBusy') });
    isBusy = true;
    try {
      return await work();
    } finally {
      isBusy = false;
    }
  }
}

/** Restores audio, then rows. What was written of it stays when the disk fills up: the same import goes on from there. */
async function importArchive(
  { repository, connections, files, wavs }: TaskContext,
  batches: Pick<Batches, 'open'>,
  archive: Archive,
  plan: Omit<PlanOptions, 'ids'>,
): Promise<ImportAnswer> {
  const restores: Restore[] = [];
  const frame = await planAll(archive, plan, (step) => restores.push(...step.restores));
  try {
    const wanted = restores.filter(({ id }) => frame.ids.has(id));
    const audio = await restoreAudio(files, archive, wanted, (row) => addBadRow(frame.badRows, row));
    const writer = new ImportWriter(frame, audio, plan);
    writer.openBatches(batches);
    connections.remember([...frame.connections.values()].map((one) => asRemembered(one, plan.now)));
    await readBackup(archive.text(), (task) => writer.add(task));
    return writer.end(wavs);
  } catch (error) {
    await removeUnused(files, repository);
    throw unwritable(error) ?? error;
  }
}

/** Not in use here: it is there for the names of its tasks. */
const asRemembered = (connection: BackupConnection, now: number): ConnectionRow => ({
  ...connection,
  route: null,
  models: [DEFAULT_MODEL],
  pace: VENDORS[connection.dialect].pace,
  concurrency: CONCURRENCY,
  source: 'elsewhere',
  isVerified: false,
  isDefault: false,
  createdAt: now,
  removedAt: now,
});

/** Each task by what is here at this moment. */
const planAll = (archive: Archive, plan: Omit<PlanOptions, 'ids'>, onStep: (step: ImportStep) => void) =>
  readBackup(archive.text(), (task, ids) => onStep(planTask(task, { ...plan, ids })));

/** A backup comes back in two steps: what it would do, then doing it. Neither sends anything. */
export function createImport(
  context: TaskContext,
  batches: Batches,
  searchIndex: Pick<SearchIndex, 'catchUpInSlices'>,
) {
  const { repository, tombstones, files, clock } = context;
  const upload = new Upload(context);
  const { alone, isBusy } = createTurnstile();
  const planOptions = (archive: Archive, bringBack: boolean): Omit<PlanOptions, 'ids'> => ({
    repository,
    tombstones,
    now: clock.now(),
    isOpen: (connection) => context.connections.isOpen(connection),
    archive,
    bringBack,
  });

  return {
    preview: (body: ReadableStream<Uint8Array>): Promise<ImportPreview> =>
      alone(async () => {
        try {
          const archive = await upload.receive(body);
          const summary = new ImportSummary();
          const frame = await planAll(archive, planOptions(archive, false), (step) => summary.add(step));
          return summary.preview(upload.offer(), frame);
        } catch (error) {
          await upload.remove();
          throw error;
        }
      }),

    apply: (id: string, bringBack: boolean): Promise<ImportAnswer> =>
      alone(async () => {
        const archive = await upload.open(id);
        upload.stopWaiting();
        const answer = await importArchive(context, batches, archive, planOptions(archive, bringBack));
        // It is done. Should the rest not work, nothing is lost: the next upload replaces this one, a search brings the index up.
        await Promise.all([
          removeUnused(files, repository),
          upload.remove(),
          searchIndex.catchUpInSlices(clock),
        ]).catch(context.report);
        return answer;
      }),

    /** What a stop in the middle of an upload or an import left behind. */
    resume: () => void Promise.all([upload.remove(), removeUnused(files, repository)]).catch(context.report),
    isWaiting: () => isBusy() || upload.isWaiting(),
    close: () => upload.stopWaiting(),
  };
}
