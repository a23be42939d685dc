import type { Pcm } from '../../../../audio/pcm.ts';
import type { BrowserReaders } from './read-file.ts';

/** Decodes in a context of the file's own rate: any other would resample. */
async function decode(bytes: Uint8Array<ArrayBuffer>, rate: number): Promise<Pcm> {
  // The decoder takes the buffer away; the bytes are still read afterwards.
  const copy = bytes.slice().buffer;
  const audio = await contextAt(rate).decodeAudioData(copy);
  const channels = Array.from({ length: audio.numberOfChannels }, (_, n) => audio.getChannelData(n));
  return { channels, sampleRate: audio.sampleRate };
}

const USUAL_HZ = 48_000;

/** By rate: making one costs more than a frame has on a slow machine. */
const contexts = new Map<number, OfflineAudioContext>();

function contextAt(rate: number): OfflineAudioContext {
  const context = contexts.get(rate) ?? newContext(rate);
  contexts.set(rate, context);
  return context;
}

/** Browsers refuse some rates that files have, each its own. */
function newContext(rate: number): OfflineAudioContext {
  try {
    return new OfflineAudioContext(1, 1, rate);
  } catch {
    return new OfflineAudioContext(1, 1, USUAL_HZ);
  }
}

export const readByBrowser: BrowserReaders = {
  decode,
  decodeContainer: async (bytes) => (await import('./read-container.ts')).readContainer(bytes, decode),
  isFirefox: typeof navigator !== 'undefined' && navigator.userAgent.includes('Firefox/'),
};
