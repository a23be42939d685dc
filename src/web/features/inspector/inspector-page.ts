import type { AlignedWord } from './export/subtitles.ts';
import type { BenchSound, Keep, Tuning } from './inspected-sound.ts';

/** What the bench needs of the page around it. */
export interface BenchPage {
  /** Puts tempo and key into the form. */
  onTune: (tuning: Tuning) => void;
  /** Remembers it with the task; rejects when it could not be. */
  onKeep: (sound: BenchSound, keep: Keep | null) => Promise<void>;
  /** Finished loops, to play along. */
  loops: () => Promise<readonly BenchSound[]>;
  keptTakes: () => Promise<readonly BenchSound[]>;
  readWords: (taskId: string, audioId: string) => Promise<readonly AlignedWord[]>;
}
