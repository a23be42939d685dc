import type { BadRow } from '#shared/backup-import.ts';

import type { TaskRepository } from '../../db/task-repository.ts';
import type { StoredTake } from '../../db/task-row.ts';
import { FileTooLarge, type Files } from '../../platform/files.ts';
import { AUDIO_HEAD_BYTES, audioKind } from '../audio/audio-kind.ts';
import { TAKE_MAX_BYTES } from '../audio/download-take.ts';
import type { Archive } from './archive.ts';
import { unwritable } from './import-refusals.ts';
import type { Restore } from './plan-import.ts';

/** Names of the files that an import is writing, a line each: a stop in the middle leaves none behind. */
const MANIFEST = 'imports/files';
const TARGET = /^takes\/([\da-f-]{36})\/\d+\.\w+$/;

/** A take's file by its target. */
export type RestoredAudio = Map<string, Pick<StoredTake, 'file' | 'contentType' | 'size'>>;

const streamOf = (bytes: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> =>
  new ReadableStream({
    async pull(controller) {
      const { done, value } = await bytes.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await bytes.return(undefined);
    },
  });

/** Why a file of the archive stays out. */
class BadFile extends Error {}

/** @throws BadFile · Refusal 507 */
async function restoreFile(files: Files, archive: Archive, { source, target }: Restore) {
  try {
    const size = await files.write(target, streamOf(archive.open(source)), { maxBytes: TAKE_MAX_BYTES });
    const head = await files.read(target, { start: 0, end: Math.min(AUDIO_HEAD_BYTES, size) - 1 });
    const kind = head && audioKind(new Uint8Array(await new Response(head as BodyInit).arrayBuffer()));
    if (kind) return { file: target, contentType: kind.contentType, size };
    await files.remove(target);
  } catch (cause) {
    if (cause instanceof FileTooLarge) throw new BadFile('is larger than 100 MB', { cause });
    throw unwritable(cause) ?? new BadFile('is damaged', { cause });
  }
  throw new BadFile('is not audio');
}

/**
 * Copies audio out of an archive. A bad file is named, and its take comes in without audio.
 * The caller removes what no row names in the end: `removeUnused`.
 */
export async function restoreAudio(
  files: Files,
  archive: Archive,
  restores: readonly Restore[],
  onBadFile: (row: BadRow) => void,
): Promise<RestoredAudio> {
  const restored: RestoredAudio = new Map();
  if (restores.length === 0) return restored;
  const names = restores.map(({ target }) => `${target}\n`).join('');
  await files.write(MANIFEST, new TextEncoder().encode(names));
  for (const restore of restores) {
    try {
      restored.set(restore.target, await restoreFile(files, archive, restore));
    } catch (error) {
      if (!(error instanceof BadFile)) throw error;
      onBadFile({ field: restore.source, message: `${error.message}. Its take comes in without audio.` });
    }
  }
  return restored;
}

/** Removes the files of an import, finished or not, that no task has taken. */
export async function removeUnused(files: Files, repository: Pick<TaskRepository, 'find'>): Promise<void> {
  const manifest = await files.read(MANIFEST);
  if (!manifest) return;
  const text = await new Response(manifest as BodyInit).text();
  for (const name of text.split('\n')) {
    const id = TARGET.exec(name)?.[1];
    if (id === undefined || repository.find(id)?.takes.some(({ file }) => file === name)) continue;
    await files.remove(name);
  }
  await files.remove(MANIFEST);
}
