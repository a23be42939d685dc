import { formatKey } from '#shared/key/format-key.ts';
import type { KnownRequest } from '#shared/sound-request.ts';

import { shorten } from '../../lib/shorten.ts';
import { strings } from '../../strings/batch-strings.ts';

export const sayKey = ({ soundKey }: Pick<KnownRequest, 'soundKey'>): string =>
  soundKey === null || soundKey === 'Any' ? strings.anyKey : formatKey(soundKey, 'sharp');

export const sayBpm = ({ soundTempo }: Pick<KnownRequest, 'soundTempo'>): string =>
  soundTempo === null ? strings.auto : String(soundTempo);

export const quoted = (text: string): string => strings.quoted(shorten(text));
