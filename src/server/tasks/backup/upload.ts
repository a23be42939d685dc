import { BACKUP_ZIP_MAX, IMPORT_WAIT_MS } from '#shared/limits.ts';
import { Refusal } from '#shared/problem.ts';

import { type Files, FileTooLarge } from '../../platform/files.ts';
import type { TaskContext } from '../task-context.ts';
import { type Archive, openArchive } from './archive.ts';
import { unusable, unwritable } from './import-refusals.ts';

/** One name for all: a stop in the middle leaves nothing that the next upload would not replace. */
const FILE = 'imports/upload';

/** The one backup that was uploaded last. It waits for its import for an hour. */
export class Upload {
  readonly #files: Files;
  readonly #context: TaskContext;
  #id: string | null = null;
  #callOff = () => {};

  constructor(context: TaskContext) {
    this.#context = context;
    this.#files = context.files;
  }

  /** @throws Refusal 400, 413, 507 */
  async receive(body: ReadableStream<Uint8Array>): Promise<Archive> {
    await this.remove();
    try {
      await this.#files.write(FILE, body, { maxBytes: BACKUP_ZIP_MAX });
    } catch (cause) {
      if (cause instanceof FileTooLarge) {
        const message = `The file is larger than ${BACKUP_ZIP_MAX / 2 ** 20} MB.`;
        throw new Refusal(413, { code: 'invalid-request', message, field: 'body' }, cause);
      }
      throw unwritable(cause) ?? unusable('body', 'came only in part.', cause);
    }
    return openArchive(this.#files, FILE);
  }

  /** @returns the id by which it is opened again */
  offer(): string {
    const id = crypto.randomUUID();
    this.#id = id;
    this.#callOff = this.#context.clock.after(IMPORT_WAIT_MS, () => {
      if (this.#id === id) this.remove().catch(this.#context.report);
    });
    return id;
  }

  /** @throws Refusal 404 when it is no longer there */
  async open(id: string): Promise<Archive> {
    if (this.#id === id) return openArchive(this.#files, FILE);
    const message = 'That upload is no longer here. Choose the file again.';
    throw new Refusal(404, { code: 'not-found', message, field: 'id' });
  }

  /** Of an import that may still come. */
  isWaiting(): boolean {
    return this.#id !== null;
  }

  /** It stays for as long as an import reads it. */
  stopWaiting(): void {
    this.#callOff();
  }

  async remove(): Promise<void> {
    this.#id = null;
    this.#callOff();
    await this.#files.remove(FILE);
  }
}
