import * as z from 'zod/mini';

import { uuidSchema } from './id-schemas.ts';

/** What becomes of each task of a backup. */
export interface ImportCounts {
  /** Not known here. */
  new: number;
  /** Known here, and nothing would change. */
  same: number;
  /** Known here and different; the state further along wins, what a person wrote here stays. */
  conflict: { file: number; here: number };
  /** Deleted here for good: it stays so. */
  gone: number;
}

/** Differs here and in the file. */
export interface ImportConflict {
  id: string;
  prompt: string | null;
  /** States by which it was decided. */
  here: string;
  file: string;
  winner: 'here' | 'file';
}

/** A row of the file that cannot be taken, or not all of it. */
export interface BadRow {
  /** Path in the file: `tasks.3.request.soundKey`. */
  field: string;
  message: string;
}

/** `POST /api/import/preview` with the file as its body (`application/json` or `application/zip`). Changes nothing. */
export interface ImportPreview {
  /** For `POST /api/import`; good for an hour. */
  id: string;
  exportedAt: string;
  tasks: ImportCounts;
  /** The first 100 of them. */
  conflicts: ImportConflict[];
  /** Rows that are left out: how many, and the first 100 of them. The rest comes in. */
  badRows: { count: number; shown: BadRow[] };
  /** Keys remembered of tasks deleted in the backup. */
  tombstones: number;
  batches: number;
  /** Takes whose copies came along and are missing here. */
  audio: { files: number; bytes: number };
  /** Takes that will be heard only as long as the vendor's link lives. */
  withoutAudio: number;
}

/** `POST /api/import` */
export const importSchema = z.strictObject({
  id: uuidSchema('id must be a UUID.'),
  /** Tasks deleted here (`gone` in the preview, or restorable) come back. */
  bringBack: z.optional(z.boolean({ error: 'bringBack must be true or false.' })),
});

/** What really became of it: things may have changed since the preview. */
export interface ImportAnswer {
  tasks: ImportCounts;
  badRows: ImportPreview['badRows'];
  audio: { files: number; bytes: number };
}
