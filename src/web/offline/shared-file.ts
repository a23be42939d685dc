import { besidePage, sharedCache } from './cache-names.ts';

const NAME = 'x-file-name';

/** Puts a file where `takeSharedFiles` finds it. */
export const keepSharedFile = (cache: Cache, file: File, index: number): Promise<void> =>
  cache.put(
    besidePage(`shared/${index}`),
    new Response(file, {
      headers: {
        'content-type': file.type || 'application/octet-stream',
        [NAME]: encodeURIComponent(file.name),
      },
    }),
  );

/** The files that another app shared, once; none where they could not be kept. */
export async function takeSharedFiles(): Promise<File[]> {
  const cache = await caches.open(sharedCache());
  const files: File[] = [];
  for (const request of await cache.keys()) {
    const kept = await cache.match(request);
    if (!kept) continue;
    const type = kept.headers.get('content-type') ?? '';
    files.push(new File([await kept.blob()], decodeURIComponent(kept.headers.get(NAME) ?? ''), { type }));
  }
  await caches.delete(sharedCache());
  return files;
}
