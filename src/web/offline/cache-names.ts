import { ownName } from '../lib/own-name.ts';

/** What the browser keeps of this server, for listening offline. The page and its service worker both write and read it. */
export const takesCache = (): string => ownName('cuesmith.takes');
/** The list as it was last, and who made sounds. */
export const listCache = (): string => ownName('cuesmith.list');
/** A file that another app shared, until the page takes it. */
export const sharedCache = (): string => ownName('cuesmith.shared');
/** Of each build of the page a cache of its own. */
export const shellCache = (build = ''): string => ownName(`cuesmith.shell.${build}`);

/** Beside the page, whatever path that is served under. */
export const besidePage = (name: string): string => new URL(`./${name}`, location.href).href;

/** What belongs to a login: all but the page itself. */
export async function emptyKept(): Promise<void> {
  for (const name of [takesCache(), listCache(), sharedCache()]) await caches.delete(name);
}
