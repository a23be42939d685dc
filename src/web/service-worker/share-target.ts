import { sharedPrompt } from '#shared/text.ts';

import { besidePage, sharedCache } from '../offline/cache-names.ts';
import { keepSharedFile } from '../offline/shared-file.ts';

/** What another app shares: text leads to the page as its prompt, an audio file is put where the page finds it. */
export async function takeShare(request: Request): Promise<Response> {
  const form = request.method === 'POST' ? await request.formData() : new URL(request.url).searchParams;
  const query = new URLSearchParams();
  const prompt = sharedPrompt(form.get('title'), form.get('text'), form.get('url'));
  if (prompt !== '') query.set('prompt', prompt);
  const files = form.getAll('audio').filter((value) => typeof value !== 'string');
  if (files.length > 0) {
    query.set('shared', '');
    // Where it cannot be kept, the page does not find it and says so.
    await keepShared(files).catch(() => undefined);
  }
  return Response.redirect(besidePage(query.size > 0 ? `?${query}` : ''), 303);
}

async function keepShared(files: readonly File[]): Promise<void> {
  await caches.delete(sharedCache());
  const cache = await caches.open(sharedCache());
  for (const [index, file] of files.entries()) await keepSharedFile(cache, file, index);
}
