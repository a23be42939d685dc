import type { Envelope } from '#shared/envelope.ts';
import { Refusal } from '#shared/problem.ts';
import type { Task } from '#shared/task.ts';

import type { TaskRow } from '../db/task-row.ts';
import type { PassthroughCall } from '../vendor/vendor.ts';
import type { TaskContext } from './task-context.ts';

/** The vendor's other routes, passed through. */
export function createPassthrough(
  { vendor, repository, pollLimits }: TaskContext,
  toTask: (row: TaskRow) => Task,
) {
  async function ask(call: PassthroughCall): Promise<Envelope> {
    const outcome = await vendor.passThrough(call);
    if (outcome.kind === 'answered') return outcome.envelope;
    throw new Refusal(424, outcome.problem);
  }

  return {
    async readRecord(taskId: string, takeUrl: (task: Task, n: number) => string): Promise<Envelope> {
      await pollLimits.turnForRequest(repository.findByTaskId(taskId, vendor.id)?.id ?? taskId);
      const envelope = hideSecrets(await ask({ call: 'record-info', taskId }));
      const row = repository.findByTaskId(taskId, vendor.id);
      return row ? rewriteLinks(envelope, row, (n) => takeUrl(toTask(row), n)) : envelope;
    },
    readCredits: () => ask({ call: 'credit' }),
    readLyrics: (body: { taskId: string; audioId: string }) => ask({ call: 'lyrics', body }),
  };
}

type Bag = Record<string, unknown>;
const isBag = (value: unknown): value is Bag =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const AUDIO_FIELDS = ['audioUrl', 'audio_url', 'streamAudioUrl', 'stream_audio_url'];

/** A record as the vendor told it, but a take we keep is answered with our own link: the vendor's will end. */
export function rewriteLinks(envelope: Envelope, row: TaskRow, takeUrl: (n: number) => string): Envelope {
  if (!isBag(envelope.data) || !isBag(envelope.data['response'])) return envelope;
  const { response } = envelope.data;
  const field = Array.isArray(response['sunoData']) ? 'sunoData' : 'data';
  const tracks = response[field];
  if (!Array.isArray(tracks)) return envelope;
  const kept = new Map(row.takes.filter(({ file }) => file !== null).map((take) => [take.audioId, take.n]));
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
