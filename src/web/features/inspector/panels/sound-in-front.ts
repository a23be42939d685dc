import type { Verdict } from '#shared/task.ts';

import type { Marker } from '../../../../audio/files/file-facts.ts';
import type { InspectorPage } from '../inspector-page.ts';
import type { InspectorAction, InspectorState, OpenSound, Version } from '../inspector-state.ts';
import type { Player, PlayerStatus } from '../player/loop-player.ts';
import type { useSlicing } from '../use-slicing.ts';
import type { useTuned } from '../use-tuned.ts';
import type { useWaveDisplay } from '../wave/use-wave-display.ts';
import type { Comparing } from '../wave/wave-tools.tsx';

/** The sound in front, and what it is heard by. */
export interface SoundInFront {
  openSound: OpenSound;
  state: InspectorState;
  dispatch: (action: InspectorAction) => void;
  player: Player;
  status: PlayerStatus;
  comparing: Comparing;
  onComparing: (change: Partial<Comparing>) => void;
}

export interface LoadedSoundProps extends SoundInFront {
  page: InspectorPage;
  version: Version;
  onKeep: (keep: Verdict | null) => void;
}

/** What its parts are drawn of. */
export interface SoundParts extends LoadedSoundProps {
  isLooping: boolean;
  isPlaying: boolean;
  /** Of the file, where they are in the version that is shown. */
  markers: readonly Marker[];
  tuned: ReturnType<typeof useTuned>;
  slicing: ReturnType<typeof useSlicing>;
  display: ReturnType<typeof useWaveDisplay>;
}
