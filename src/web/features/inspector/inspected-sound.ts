import type { TakeEdit } from '#shared/take-edits.ts';
import type { Verdict } from '#shared/task.ts';

import type { Asked } from './analysis/analyse.ts';

/** A sound that can be inspected: a take of a task, or any file. */
export interface InspectedSound {
  /** Where its audio is; tells sounds apart. */
  id: string;
  source: string | File;
  /** The prompt, or the file's name. */
  title: string;
  asked: Asked;
  /** Null for a file. */
  from: { id: string; taskId: string; take: number; audioId: string; hasLyrics: boolean } | null;
  keep: Verdict | null;
  /** What was done to it before. */
  edits: readonly TakeEdit[];
}

export interface Tuning {
  bpm: number | null;
  key: Asked['key'];
}

/** What the inspector opens with. */
export interface Opening {
  sounds: readonly InspectedSound[];
  /** id of the one to start with; null for an empty inspector. */
  at: string | null;
  /** Keeps the sounds that are open already. */
  adds?: boolean;
  /** Files that were dropped and hold no audio. */
  refused?: readonly string[];
}
