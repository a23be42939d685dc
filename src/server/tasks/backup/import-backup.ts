import type { ImportAnswer, ImportPreview } from '#shared/backup-import.ts';
import { BACKUP_ZIP_MAX, IMPORT_WAIT_MS } from '#shared/limits.ts';
import { Refusal } from '#shared/problem.ts';

import type { SearchIndex } from '../../db/search-index.ts';
import { FileTooLarge } from '../../platform/files.ts';
import type { Batches } from '../batches.ts';
import type { Context } from '../task-context.ts';
import { type Archive, openArchive } from './archive.ts';
import { unusable, unwritable } from './import-refusals.ts';
import { planTask, type ImportStep, type PlanOptions, type Restore } from './plan-import.ts';
import { ImportSummary } from './preview-import.ts';
import { readBackup } from './read-backup.ts';
import { removeUnused, restoreAudio } from './restore-audio.ts';
import { ImportWriter } from './write-import.ts';

/** One at a time, under one name: a stop in the middle leaves nothing that the next upload would not replace. */
const UPLOAD = 'imports/upload';

/** A backup comes back in two steps: what it would do, then doing it. Neither sends anything. */
export function createImport(
  context: Context,
  batches: Batches,
  searchIndex: Pick<SearchIndex, 'catchUpInSlices'>,
) {
  const { store, files, clock, upstream } = context;
  let waitingId: string | null = null;
  let isBusy = false;
  let callOff = () => {};

  async function alone<T>(work: () => Promise<T>): Promise<T> {
    if (isBusy) {
      const message = 'Another import is under way. Wait until it is done.';
      throw new Refusal(409, { code: 'not-allowed', message });
    }
    isBusy = true;
    try {
      return await work();
    } finally {
      isBusy = false;
    }
  }

  async function forget(): Promise<void> {
    waitingId = null;
    callOff();
    await files.remove(UPLOAD);
  }

  async function keepUpload(body: ReadableStream<Uint8Array>): Promise<void> {
    try {
      await files.write(UPLOAD, body, { maxBytes: BACKUP_ZIP_MAX });
    } catch (cause) {
      if (cause instanceof FileTooLarge) {
        const message = `The file is larger than ${BACKUP_ZIP_MAX / 2 ** 20} MB.`;
        throw new Refusal(413, { code: 'invalid-request', message, field: 'body' }, cause);
      }
      throw unwritable(cause) ?? unusable('body', 'came only in part.', cause);
    }
  }

  const planOptions = (archive: Archive, bringBack: boolean): Omit<PlanOptions, 'ids'> => ({
    store,
    now: clock.now(),
    upstream: upstream.id,
    archive,
    bringBack,
  });

  /** Each task by what is here at this moment. */
  function planAll(archive: Archive, bringBack: boolean, onStep: (step: ImportStep) => void) {
    const options = planOptions(archive, bringBack);
    return readBackup(archive.text(), (task, ids) => onStep(planTask(task, { ...options, ids })));
  }

  async function preview(body: ReadableStream<Uint8Array>): Promise<ImportPreview> {
    return alone(async () => {
      await forget();
      await keepUpload(body);
      try {
        const archive = await openArchive(files, UPLOAD);
        const summary = new ImportSummary();
        const frame = await planAll(archive, false, (step) => summary.add(step));
        const id = crypto.randomUUID();
        waitingId = id;
        callOff = clock.after(IMPORT_WAIT_MS, () => {
          if (waitingId === id && !isBusy) forget().catch(context.report);
        });
        return summary.preview(id, frame);
      } catch (error) {
        await forget();
        throw error;
      }
    });
  }

  async function apply(id: string, bringBack: boolean): Promise<ImportAnswer> {
    return alone(async () => {
      if (waitingId !== id) {
        const message = 'That upload is no longer here. Choose the file again.';
        throw new Refusal(404, { code: 'not-found', message, field: 'id' });
      }
      const archive = await openArchive(files, UPLOAD);
      const restores: Restore[] = [];
      const frame = await planAll(archive, bringBack, (step) => restores.push(...step.restores));
      let answer: ImportAnswer;
      try {
        const wanted = restores.filter((restore) => frame.ids.has(restore.id));
        const audio = await restoreAudio(files, archive, wanted);
        const writer = new ImportWriter(frame, audio, planOptions(archive, bringBack));
        writer.openBatches(batches);
        await readBackup(archive.text(), (task) => writer.add(task));
        answer = writer.end();
      } catch (error) {
        await removeUnused(files, store);
        throw unwritable(error) ?? error;
      }
      // It is done. Should the rest not work, nothing is lost: the next upload replaces this one, a search brings the index up.
      await Promise.all([removeUnused(files, store), forget(), searchIndex.catchUpInSlices(clock)]).catch(
        context.report,
      );
      return answer;
    });
  }

  return {
    preview,
    apply,
    /** What a stop in the middle of an upload or an import left behind. */
    resume: () => void Promise.all([files.remove(UPLOAD), removeUnused(files, store)]).catch(context.report),
    close: () => callOff(),
  };
}
