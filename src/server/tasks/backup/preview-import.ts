import type { ImportConflict, ImportCounts, ImportPreview } from '#shared/backup-import.ts';

import type { ImportStep, Verdict } from './plan-import.ts';
import type { BackupFrame } from './read-backup.ts';

const CONFLICTS_SHOWN = 100;

const countsOf = ({ file, here, ...rest }: Record<Verdict, number>): ImportCounts => ({
  ...rest,
  conflict: { file, here },
});

export function countVerdicts(verdicts: Iterable<Verdict>): ImportCounts {
  const counts: Record<Verdict, number> = { new: 0, same: 0, file: 0, here: 0, gone: 0 };
  for (const verdict of verdicts) counts[verdict] += 1;
  return countsOf(counts);
}

/** What is remembered of a step: a backup may have a hundred thousand. */
interface Outline {
  verdict: Verdict;
  files: number;
  bytes: number;
  /** Takes without a copy here. */
  missing: number;
}

function conflictOf({ file, here, verdict }: ImportStep): ImportConflict | null {
  if (!here || (verdict !== 'file' && verdict !== 'here')) return null;
  const { prompt } = here.request;
  return { id: here.id, prompt, here: here.state, file: file.state, winner: verdict };
}

/** Adds up what an import would do, as its tasks come: at the end nothing is left to go through. */
export class ImportSummary {
  readonly #outlines = new Map<string, Outline>();
  readonly #verdicts: Record<Verdict, number> = { new: 0, same: 0, file: 0, here: 0, gone: 0 };
  readonly #sums = { files: 0, bytes: 0, missing: 0 };
  readonly #conflicts: ImportConflict[] = [];

  add(step: ImportStep): void {
    const { file, here, next, verdict, restores } = step;
    const outline: Outline = {
      verdict,
      files: restores.length,
      bytes: restores.reduce((sum, { bytes }) => sum + bytes, 0),
      missing: ((next ?? here)?.takes ?? []).filter((take) => take.file === null).length,
    };
    this.#outlines.set(file.id, outline);
    this.#count(outline, 1);
    const conflict = conflictOf(step);
    if (conflict && this.#conflicts.length < CONFLICTS_SHOWN) this.#conflicts.push(conflict);
  }

  #count({ verdict, files, bytes, missing }: Outline, by: 1 | -1): void {
    this.#verdicts[verdict] += by;
    this.#sums.files += by * files;
    this.#sums.bytes += by * bytes;
    this.#sums.missing += by * missing;
  }

  /** @param frame tasks among its tombstones do not count */
  preview(id: string, frame: BackupFrame): ImportPreview {
    for (const task of frame.tombstones.keys()) {
      const outline = this.#outlines.get(task);
      if (outline && this.#outlines.delete(task)) this.#count(outline, -1);
    }
    const { files, bytes, missing } = this.#sums;
    return {
      id,
      exportedAt: frame.exportedAt,
      tasks: countsOf(this.#verdicts),
      conflicts: this.#conflicts.filter((conflict) => !frame.tombstones.has(conflict.id)),
      badRows: frame.badRows,
      tombstones: frame.tombstones.size,
      batches: frame.batches.size,
      audio: { files, bytes },
      withoutAudio: missing - files,
    };
  }
}
