import { type ImportAnswer, type ImportCounts, type ImportPreview } from '#shared/backup-import.ts';
import { BACKUP_JSON_MAX, BACKUP_ZIP_MAX, IMPORT_WAIT_MS } from '#shared/limits.ts';
import { Refusal } from '#shared/problem.ts';

import type { SearchIndex } from '../../db/search-index.ts';
import type { StoredTake } from '../../db/task-row.ts';
import { FileTooLarge } from '../../platform/files.ts';
import { diskSentence, TAKE_MAX_BYTES } from '../audio/audio-downloader.ts';
import { AUDIO_HEAD_BYTES, audioKind } from '../audio/audio-kind.ts';
import type { Batches } from '../batches.ts';
import type { Context } from '../task-context.ts';
import type { Archive, UploadKind } from './archive.ts';
import type { Backup } from './backup-format.ts';
import { parseBackup } from './parse-backup.ts';
import { planImport, type Restore, type Step } from './plan-import.ts';

const CONFLICTS_SHOWN = 100;
/** One at a time, under one name: a stop in the middle leaves nothing that the next upload would not replace. */
const UPLOAD = 'imports/upload';

type Written = Map<string, Pick<StoredTake, 'file' | 'contentType' | 'size'>>;

/** A backup comes back in two steps: what it would do, then doing it. Neither sends anything. */
export function createImport(
  context: Context,
  batches: Batches,
  searchIndex: Pick<SearchIndex, 'catchUpInSlices'>,
) {
  const { store, files, clock, upstream } = context;
  let waiting: { id: string; kind: UploadKind } | null = null;
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
    waiting = null;
    callOff();
    await files.remove(UPLOAD);
  }

  async function keepUpload(body: ReadableStream<Uint8Array>, kind: UploadKind): Promise<void> {
    const maxBytes = kind === 'zip' ? BACKUP_ZIP_MAX : BACKUP_JSON_MAX;
    try {
      await files.write(UPLOAD, body, { maxBytes });
    } catch (cause) {
      if (cause instanceof FileTooLarge) {
        const message = `The file is larger than ${maxBytes / 2 ** 20} MB.`;
        throw new Refusal(413, { code: 'invalid-request', message, field: 'body' }, cause);
      }
      throw unwritable(cause) ?? unusable('body', 'came only in part.', cause);
    }
  }

  async function read(kind: UploadKind): Promise<{ archive: Archive; backup: Backup }> {
    // Only here is the zip library needed.
    const { openArchive } = await import('./archive.ts');
    const archive = await openArchive(files, UPLOAD, kind);
    return { archive, backup: await parseBackup(await archive.text()) };
  }

  const plan = (backup: Backup, archive: Archive, bringBack: boolean): Generator<Step> =>
    planImport(backup, { store, clock, upstream: upstream.id, archive, bringBack });

  async function preview(body: ReadableStream<Uint8Array>, kind: UploadKind): Promise<ImportPreview> {
    return alone(async () => {
      await forget();
      await keepUpload(body, kind);
      try {
        const { archive, backup } = await read(kind);
        const steps = [...plan(backup, archive, false)];
        const id = crypto.randomUUID();
        waiting = { id, kind };
        callOff = clock.after(IMPORT_WAIT_MS, () => {
          if (waiting?.id === id && !isBusy) forget().catch(context.report);
        });
        return summary(id, backup, steps);
      } catch (error) {
        await forget();
        throw error;
      }
    });
  }

  async function apply(id: string, bringBack: boolean): Promise<ImportAnswer> {
    return alone(async () => {
      if (waiting?.id !== id) {
        const message = 'That upload is no longer here. Choose the file again.';
        throw new Refusal(404, { code: 'not-found', message, field: 'id' });
      }
      const { archive, backup } = await read(waiting.kind);
      const written: Written = new Map();
      let answer: ImportAnswer;
      try {
        for (const { restores } of plan(backup, archive, bringBack))
          for (const restore of restores) written.set(restore.target, await copy(archive, restore));
        // Worked out anew: the world went on while files were copied.
        answer = store.transact(() => write(backup, plan(backup, archive, bringBack), written));
      } catch (error) {
        for (const file of written.keys()) await files.remove(file);
        throw error;
      }
      // It is done. Should the rest not work, nothing is lost: the next upload replaces this one, a search brings the index up.
      await Promise.all([forget(), searchIndex.catchUpInSlices(clock)]).catch(context.report);
      return answer;
    });
  }

  /** @throws Refusal 400 that names a file which is damaged or not audio */
  async function copy(archive: Archive, { source, target }: Restore) {
    try {
      const size = await files.write(target, archive.open(source), { maxBytes: TAKE_MAX_BYTES });
      const head = await files.read(target, { start: 0, end: Math.min(AUDIO_HEAD_BYTES, size) - 1 });
      const kind = head && audioKind(new Uint8Array(await new Response(head as BodyInit).arrayBuffer()));
      if (kind) return { file: target, contentType: kind.contentType, size };
      await files.remove(target);
    } catch (cause) {
      if (cause instanceof Refusal) throw cause;
      if (cause instanceof FileTooLarge) throw unusable(source, 'is larger than 100 MB.', cause);
      throw unwritable(cause) ?? unusable(source, 'is damaged.', cause);
    }
    throw unusable(source, 'is not audio.');
  }

  function write(backup: Backup, steps: Iterable<Step>, written: Written): ImportAnswer {
    for (const { id, name, createdAt } of backup.batches) batches.open({ id, name }, createdAt);
    const audio = { files: 0, bytes: 0 };
    const done: Step['verdict'][] = [];
    for (const { file, here, next, restores, verdict } of steps) {
      done.push(verdict);
      if (here && here.id !== file.id) store.bury({ ...file, problem: null });
      const copies = restores.flatMap((restore) => {
        const copy = written.get(restore.target);
        return copy ? [{ ...restore, copy }] : [];
      });
      if (!next && copies.length === 0) continue;
      audio.files += copies.length;
      audio.bytes += copies.reduce((sum, { bytes }) => sum + bytes, 0);
      const row = next ?? here;
      if (!row) continue;
      const takes = row.takes.map((take) => {
        const copy = copies.find(({ audioId }) => audioId === take.audioId)?.copy;
        return copy ? { ...take, ...copy, keepProblem: null, nextTryAt: null } : take;
      });
      const whole = { ...row, takes, unkept: takes.some(({ nextTryAt }) => nextTryAt !== null) };
      if (here) store.replace(here.id, whole);
      else {
        store.unbury(file.id);
        store.insert(whole);
      }
    }
    for (const tombstone of backup.tombstones) store.bury(tombstone);
    return { tasks: countsOf(done), audio };
  }

  return {
    preview,
    apply,
    /** What a stop in the middle of an upload left behind. */
    resume: () => void files.remove(UPLOAD).catch(context.report),
    close: () => callOff(),
  };
}

const unusable = (name: string, why: string, cause?: unknown): Refusal =>
  new Refusal(400, { code: 'invalid-request', field: name, message: `${name} ${why}` }, cause);

/** The disk's own trouble; null when it was not the disk. */
function unwritable(cause: unknown): Refusal | null {
  const message = diskSentence(cause);
  return message === null ? null : new Refusal(507, { code: 'server-error', message }, cause);
}

function countsOf(verdicts: Step['verdict'][]): ImportCounts {
  const count = (wanted: Step['verdict']) => verdicts.filter((one) => one === wanted).length;
  return {
    new: count('new'),
    same: count('same'),
    conflict: { file: count('file'), here: count('here') },
    gone: count('gone'),
  };
}

function summary(id: string, backup: Backup, steps: Step[]): ImportPreview {
  const restores = steps.flatMap((step) => step.restores);
  const missing = steps.flatMap(({ next, here }) =>
    ((next ?? here)?.takes ?? []).filter(({ file }) => file === null),
  );
  return {
    id,
    exportedAt: backup.exportedAt,
    tasks: countsOf(steps.map(({ verdict }) => verdict)),
    conflicts: steps
      .flatMap(({ file, here, verdict }) =>
        here && (verdict === 'file' || verdict === 'here')
          ? [
              {
                id: here.id,
                prompt: here.request.prompt,
                here: here.state,
                file: file.state,
                winner: verdict,
              },
            ]
          : [],
      )
      .slice(0, CONFLICTS_SHOWN),
    tombstones: backup.tombstones.length,
    batches: backup.batches.length,
    audio: { files: restores.length, bytes: restores.reduce((sum, { bytes }) => sum + bytes, 0) },
    withoutAudio: missing.length - restores.length,
  };
}
