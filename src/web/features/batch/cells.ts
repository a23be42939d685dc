import { keyFacts } from '#contract/key.ts';
import type { KnownRequest } from '#contract/sound.ts';

import { words } from '../../words/batch.ts';

export const sayKey = ({ soundKey }: Pick<KnownRequest, 'soundKey'>): string =>
  (soundKey === null ? null : keyFacts(soundKey)?.sharp) ?? words.anyKey;

export const sayBpm = ({ soundTempo }: Pick<KnownRequest, 'soundTempo'>): string =>
  soundTempo === null ? words.auto : String(soundTempo);
