import { takeLetter } from '#shared/task.ts';

import type { StoredTake } from '../../db/task-row.ts';
import { isMacOf, macOf } from '../../platform/sign.ts';
import { extensionOf, isAudioExtension } from './audio-kind.ts';

/** Stands between a workspace's id and the rest of its links. */
export const LINK_MARK = '~';

/** What links of a workspace begin with; nothing where there is one only. */
export const linkPrefixOf = (workspace: string): string => (workspace === '' ? '' : workspace + LINK_MARK);

const SIGNED = /^([\w-]{1,64})\.([1-9]\d{0,3})(w?)\.([\w-]{22})$/;
/** Long enough to be no other take's, and safe as a file's name everywhere; `take-1` is neither. */
const FILE_STEM = /^[\w-]{16,200}$/;

interface MediaLink {
  id: string;
  n: number;
  /** The vendor's conversion of that take. */
  isWav: boolean;
}

type LinkedTake = Pick<StoredTake, 'n' | 'audioId' | 'contentType' | 'url'>;

export type MediaLinks = ReturnType<typeof createMediaLinks>;

/** Links that carry their own right: no header is needed to follow one, and none can be made without the key. */
export function createMediaLinks(key: string, prefix = '') {
  const sign = (text: string): string => `${prefix}${text}.${macOf(key, prefix + text)}`;

  return {
    /** Path of a take: its last segment is no other take's. */
    toTake: (id: string, take: LinkedTake): string =>
      `/media/${sign(`${id}.${take.n}`)}/${stemOf(id, take)}.${extensionFor(take)}`,
    toWav: (id: string, take: LinkedTake): string =>
      `/media/${sign(`${id}.${take.n}w`)}/${stemOf(id, take)}.wav`,
    /** What a link leads to; null for one that we did not make. */
    read(signed: string): MediaLink | null {
      if (!signed.startsWith(prefix)) return null;
      const [, id, n, wav, mac = ''] = SIGNED.exec(signed.slice(prefix.length)) ?? [];
      if (id === undefined || !isMacOf(key, `${prefix}${id}.${n}${wav}`, mac)) return null;
      return { id, n: Number(n), isWav: wav === 'w' };
    },
  };
}

function stemOf(id: string, { n, audioId }: LinkedTake): string {
  return FILE_STEM.test(audioId) ? audioId : `${id}-${takeLetter(n)}`;
}

/** What our copy is; before there is one, what the vendor's address says. */
function extensionFor({ contentType, url }: LinkedTake): string {
  if (contentType !== null) return extensionOf(contentType);
  const said = /\.(\w{2,4})$/.exec(URL.parse(url ?? '')?.pathname ?? '')?.[1]?.toLowerCase() ?? '';
  return isAudioExtension(said) ? said : 'mp3';
}
