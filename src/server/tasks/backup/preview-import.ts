import type { ImportConflict, ImportCounts, ImportPreview } from '#shared/backup-import.ts';

import type { ImportStep, Verdict } from './plan-import.ts';
import type { BackupFrame } from './read-backup.ts';

const CONFLICTS_SHOWN = 100;

export function countVerdicts(verdicts: Iterable<Verdict>): ImportCounts {
  const counts: Record<Verdict, number> = { new: 0, same: 0, file: 0, here: 0, gone: 0 };
  for (const verdict of verdicts) counts[verdict] += 1;
  const { file, here, ...rest } = counts;
  return { ...rest, conflict: { file, here } };
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

/** Adds up what an import would do. */
export class ImportSummary {
  readonly #outlines = new Map<string, Outline>();
  readonly #conflicts: ImportConflict[] = [];

  add(step: ImportStep): void {
    const { file, here, next, verdict, restores } = step;
    this.#outlines.set(file.id, {
      verdict,
      files: restores.length,
      bytes: restores.reduce((sum, { bytes }) => sum + bytes, 0),
      missing: ((next ?? here)?.takes ?? []).filter((take) => take.file === null).length,
    });
    const conflict = conflictOf(step);
    if (conflict && this.#conflicts.length < CONFLICTS_SHOWN) this.#conflicts.push(conflict);
  }

  /** @param frame its ids say which tasks count */
  preview(id: string, frame: BackupFrame): ImportPreview {
    const outlines = [...this.#outlines].flatMap(([task, outline]) => (frame.ids.has(task) ? [outline] : []));
    const sum = (field: 'files' | 'bytes' | 'missing') =>
      outlines.reduce((total, outline) => total + outline[field], 0);
    return {
      id,
      exportedAt: frame.exportedAt,
      tasks: countVerdicts(outlines.map(({ verdict }) => verdict)),
      conflicts: this.#conflicts.filter((conflict) => !frame.tombstones.has(conflict.id)),
      badRows: frame.badRows,
      tombstones: frame.tombstones.size,
      batches: frame.batches.size,
      audio: { files: sum('files'), bytes: sum('bytes') },
      withoutAudio: sum('missing') - sum('files'),
    };
  }
}
