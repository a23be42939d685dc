import { formatKey } from '#shared/key/format-key.ts';
import type { KnownRequest } from '#shared/sound-request.ts';

import { words } from '../../strings/batch-strings.ts';

export const sayKey = ({ soundKey }: Pick<KnownRequest, 'soundKey'>): string =>
  soundKey === null || soundKey === 'Any' ? words.anyKey : formatKey(soundKey, 'sharp');

export const sayBpm = ({ soundTempo }: Pick<KnownRequest, 'soundTempo'>): string =>
  soundTempo === null ? words.auto : String(soundTempo);
