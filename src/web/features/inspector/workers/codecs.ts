import mp3Url from 'wasm-media-encoders/wasm/mp3?url';
import oggUrl from 'wasm-media-encoders/wasm/ogg?url';

import type { Codecs } from '../../../../audio/encode/export-sound.ts';

const fetched = (url: string) => async (): Promise<WebAssembly.Module> => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(response.statusText);
  return WebAssembly.compile(await response.arrayBuffer());
};

/** Encoders of this page, fetched when a file of that kind is first written. */
export const codecs: Codecs = { mp3: fetched(mp3Url), ogg: fetched(oggUrl) };
