import type { Connection } from '#shared/connection.ts';
import { DEFAULT_MODEL } from '#shared/limits.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import { announce } from '../../../lib/announce.ts';
import { copyText } from '../../../lib/copy-text.ts';
import { addressWith } from '../../../lib/url-state.ts';
import * as words from '../../../strings/compose-strings.ts';
import { toLinkParams } from './form-link.ts';

/** Copies the link to the form as it stands. */
export async function copyFormLink(
  request: SoundRequest,
  connection: Connection | undefined,
  onCopied?: () => void,
): Promise<void> {
  const usualModel = connection?.models[0] ?? DEFAULT_MODEL;
  try {
    await copyText(addressWith(toLinkParams(request, usualModel)).href);
    announce(words.linkCopied);
    onCopied?.();
  } catch {
    announce(words.notCopied);
  }
}
