import { keyFacts } from '#shared/key/key-facts.ts';
import type { KnownRequest } from '#shared/sound-request.ts';

import { words } from '../../strings/batch-strings.ts';

export const sayKey = ({ soundKey }: Pick<KnownRequest, 'soundKey'>): string =>
  (soundKey === null ? null : keyFacts(soundKey)?.sharp) ?? words.anyKey;

export const sayBpm = ({ soundTempo }: Pick<KnownRequest, 'soundTempo'>): string =>
  soundTempo === null ? words.auto : String(soundTempo);
