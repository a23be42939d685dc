import type { Envelope } from '#shared/envelope.ts';

import type { TaskRow } from '../db/task-row.ts';

type Bag = Record<string, unknown>;
const isBag = (value: unknown): value is Bag =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const AUDIO_FIELDS = ['audioUrl', 'audio_url', 'streamAudioUrl', 'stream_audio_url'];

/** A record as the vendor told it, but a take we keep is answered with our own link: the vendor's will end. */
export function rewriteLinks(envelope: Envelope, entry: TaskRow, takeUrl: (n: number) => string): Envelope {
  if (!isBag(envelope.data) || !isBag(envelope.data['response'])) return envelope;
  const { response } = envelope.data;
  const field = Array.isArray(response['sunoData']) ? 'sunoData' : 'data';
  const tracks = response[field];
  if (!Array.isArray(tracks)) return envelope;
  const kept = new Map(entry.takes.filter(({ file }) => file !== null).map((take) => [take.audioId, take.n]));
  const rewritten = tracks.map((track: unknown, index) => {
    if (!isBag(track)) return track;
    const named = track['id'] ?? track['audioId'] ?? track['audio_id'];
    const n = kept.get(typeof named === 'string' && named !== '' ? named : `take-${index + 1}`);
    if (n === undefined) return track;
    const links = AUDIO_FIELDS.filter((name) => name in track).map((name) => [name, takeUrl(n)]);
    return { ...track, ...Object.fromEntries(links) };
  });
  return { ...envelope, data: { ...envelope.data, response: { ...response, [field]: rewritten } } };
}

/** Some hosts escape the slashes of what they repeat as JSON text. */
const SECRET_PATH = /(\/api[/\\]+callbacks[/\\]+)[0-9a-f]{48}/g;

/** A record repeats what was sent, our callback address with its secret included: nobody needs to see that. */
export const hideSecrets = <T>(told: T): T =>
  JSON.parse(JSON.stringify(told).replace(SECRET_PATH, '$1-')) as T;
