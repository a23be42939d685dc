import type { ImportAnswer } from '#shared/backup-import.ts';

import type { TaskRepository } from '../../db/task-repository.ts';
import type { Tombstone, TombstoneRepository } from '../../db/tombstone-repository.ts';
import type { WavRepository } from '../../db/wav-repository.ts';
import type { Batches } from '../batches.ts';
import type { BackupTask } from './backup-format.ts';
import { planTask, type ImportStep, type PlanOptions, type Verdict } from './plan-import.ts';
import { countVerdicts } from './preview-import.ts';
import type { BackupFrame } from './read-backup.ts';
import type { RestoredAudio } from './restore-audio.ts';

/** Rows in one transaction: some 10 ms. */
const ROWS_AT_ONCE = 50;

/** Writes the tasks of a backup, a few in a transaction, each planned by what is here at that moment. */
export class ImportWriter {
  readonly #frame: BackupFrame;
  readonly #audio: RestoredAudio;
  readonly #plan: Omit<PlanOptions, 'ids'>;
  readonly #repository: TaskRepository;
  readonly #tombstones: TombstoneRepository;
  #waiting: BackupTask[] = [];
  readonly #verdicts: Verdict[] = [];
  readonly #written = { files: 0, bytes: 0 };

  constructor(frame: BackupFrame, audio: RestoredAudio, plan: Omit<PlanOptions, 'ids'>) {
    this.#frame = frame;
    this.#audio = audio;
    this.#plan = plan;
    this.#repository = plan.repository;
    this.#tombstones = plan.tombstones;
  }

  openBatches(batches: Pick<Batches, 'open'>): void {
    this.#repository.transact(() => {
      for (const { id, name, createdAt } of this.#frame.batches.values())
        batches.open({ id, name }, createdAt);
    });
  }

  add(task: BackupTask): void {
    const { ids, batches } = this.#frame;
    if (!ids.has(task.id)) return;
    const isInBatch = task.batch !== null && batches.has(task.batch);
    this.#waiting.push(isInBatch ? task : { ...task, batch: null });
    if (this.#waiting.length >= ROWS_AT_ONCE) this.flush();
  }

  flush(): void {
    const tasks = this.#waiting;
    this.#waiting = [];
    this.#repository.transact(() => {
      for (const task of tasks) this.#write(planTask(task, { ...this.#plan, ids: this.#frame.ids }));
    });
  }

  end(wavs: WavRepository): ImportAnswer {
    this.flush();
    this.#repository.transact(() => {
      for (const tombstone of this.#frame.tombstones.values()) this.#addTombstone(tombstone);
      for (const wav of this.#frame.wavs) wavs.restore(wav, this.#plan.now);
    });
    return { tasks: countVerdicts(this.#verdicts), badRows: this.#frame.badRows, audio: this.#written };
  }

  /** What is known here already stays as it is. */
  #addTombstone(tombstone: Tombstone): void {
    const { id, key } = tombstone;
    if (this.#repository.find(id) || this.#tombstones.find(id, id)) return;
    const isTaken = key !== null && this.#repository.findByKey(key) !== null;
    this.#tombstones.add({ ...tombstone, key: isTaken ? null : key });
  }

  #write({ file, here, next, restores, verdict }: ImportStep): void {
    this.#verdicts.push(verdict);
    if (here && here.id !== file.id) this.#addTombstone({ ...file, problem: null });
    const copies = restores.flatMap(({ audioId, target, bytes }) => {
      const copy = this.#audio.get(target);
      return copy ? [{ audioId, bytes, copy }] : [];
    });
    const row = next ?? (copies.length > 0 ? here : null);
    if (!row) return;
    this.#written.files += copies.length;
    this.#written.bytes += copies.reduce((sum, { bytes }) => sum + bytes, 0);
    const takes = row.takes.map((take) => {
      const copy = copies.find(({ audioId }) => audioId === take.audioId)?.copy;
      return copy ? { ...take, ...copy, keepProblem: null, nextTryAt: null } : take;
    });
    const whole = { ...row, takes };
    if (here) this.#repository.replace(here.id, whole);
    else {
      this.#tombstones.remove(file.id);
      this.#repository.insert(whole);
    }
  }
}
