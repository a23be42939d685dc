import type { Verdict } from '#shared/task.ts';

import type { AlignedWord } from '../../api/lyrics-query.ts';
import type { EditSaver } from './edit-saver.ts';
import type { InspectedSound, Tuning } from './inspected-sound.ts';

/** What the inspector needs of the page around it. */
export interface InspectorPage {
  /** Puts tempo and key into the form. */
  onTune: (tuning: Tuning) => void;
  /** Remembers it with the task; rejects when it could not be. */
  onKeep: (sound: InspectedSound, keep: Verdict | null) => Promise<void>;
  editSaver: EditSaver;
  /** Finished loops, to play along. */
  loops: () => Promise<readonly InspectedSound[]>;
  keptTakes: () => Promise<readonly InspectedSound[]>;
  readWords: (taskId: string, audioId: string) => Promise<readonly AlignedWord[]>;
}
