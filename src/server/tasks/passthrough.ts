import { inBothCasings } from '#shared/drop-in/casings.ts';
import type { Envelope } from '#shared/envelope.ts';
import { Refusal } from '#shared/problem.ts';

import type { StoredTake, TaskRow } from '../db/task-row.ts';
import { asTaskId } from '../vendor/find-task-id.ts';
import { asJob } from '../vendor/job-record.ts';
import { asHttpUrl, asObject, type Json, pick } from '../vendor/parse-json.ts';
import type { PassthroughCall, RecordOutcome } from '../vendor/vendor.ts';
import type { MediaLinks } from './audio/media-links.ts';
import { connectionKnowing, connectionWith } from './connections/connection-knowing.ts';
import { recordOfRow } from './record-of-row.ts';
import type { OpenConnection, TaskContext } from './task-context.ts';

interface PassthroughParts {
  links: MediaLinks;
}

/** Makes an absolute address of a path on this server. */
type ToUrl = (path: string) => string;

/** The vendor's other routes, passed through to one connection. */
export function createPassthrough(context: TaskContext, { links }: PassthroughParts) {
  const { repository, connections, wavs } = context;

  /** A task that can be heard here: a deleted one's links are dead. */
  const rowOf = (taskId: string, connection: string): TaskRow | null => {
    const row = repository.findByTaskId(taskId, connection);
    return row?.deletedAt === null ? row : null;
  };

  async function readRecord(taskId: string, toUrl: ToUrl, named?: string): Promise<Envelope> {
    const connection = connectionKnowing(context, taskId, named);
    const asked = await askRecord(repository, taskId, connection);
    const row = rowOf(taskId, connection.context.id);
    // A program that has paid is told what we know, rather than nothing.
    const own = asked.kind !== 'found' && row ? recordOfRow(row) : null;
    const envelope = own ? success(own) : hideSecrets(envelopeOf(asked));
    const data = asObject(envelope.data);
    return data ? { ...envelope, data: asPrograms(data, row, links, toUrl) } : envelope;
  }

  /** Remembers where the vendor has a WAV. @returns our path to it; null where its take is not here */
  function ownWavLink(wavTaskId: string, connection: string, url: string): string | null {
    const conversion = wavs.findByWavTaskId(wavTaskId, connection);
    if (!conversion) return null;
    if (conversion.url !== url) wavs.setUrl(conversion, url);
    const row = rowOf(conversion.taskId, connection);
    const take = row?.takes.find(({ audioId }) => audioId === conversion.audioId);
    return row && take ? links.toWav(row.id, take) : null;
  }

  return {
    readRecord,
    async readJob(taskId: string, toUrl: ToUrl, named?: string): Promise<Envelope> {
      const envelope = await readRecord(taskId, toUrl, named);
      const data = asObject(envelope.data);
      return data ? { ...envelope, data: asJob(data) } : envelope;
    },
    readCredits: (named?: string) => ask(connections.pick(named), { call: 'credit' }),
    readLyrics: (body: { taskId: string; audioId: string }, named?: string) =>
      ask(connectionKnowing(context, body.taskId, named), { call: 'lyrics', body }),

    async readWav(wavTaskId: string, toUrl: ToUrl, named?: string): Promise<Envelope> {
      const connection = connectionWith(
        connections,
        ({ context: { id } }) => wavs.findByWavTaskId(wavTaskId, id) !== null,
        named,
      );
      const { id, pollLimits } = connection.context;
      await pollLimits.turnForRequest(wavTaskId);
      const envelope = hideSecrets(await ask(connection, { call: 'wav-record', taskId: wavTaskId }));
      const data = asObject(envelope.data);
      if (!data) return envelope;
      const response = asObject(data['response']);
      const url = response && asHttpUrl(pick(response, 'audioWavUrl', 'audio_wav_url'));
      const link = url ? ownWavLink(wavTaskId, id, url) : null;
      const ours = link === null ? {} : { audioWavUrl: toUrl(link) };
      return { ...envelope, data: inBothCasings({ ...data, response: response && bothOf(response, ours) }) };
    },
  };
}

async function ask({ context: { vendor } }: OpenConnection, call: PassthroughCall): Promise<Envelope> {
  const outcome = await vendor.passThrough(call);
  if (outcome.kind === 'answered') return outcome.envelope;
  throw new Refusal(424, outcome.problem);
}

type Asked = RecordOutcome | { kind: 'crowded'; refusal: Refusal };

/** Where too many ask at once, the vendor is not asked. */
async function askRecord(
  repository: TaskContext['repository'],
  taskId: string,
  { context: connection, poller }: OpenConnection,
): Promise<Asked> {
  const id = repository.findByTaskId(taskId, connection.id)?.id;
  try {
    await connection.pollLimits.turnForRequest(id ?? taskId);
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'crowded', refusal: error };
    throw error;
  }
  const outcome = await connection.vendor.readRecord(taskId);
  // What the program is told, the task knows too: a link is given from the first record on.
  if (id !== undefined) poller.tell(id, outcome);
  return outcome;
}

const success = (data: Json): Envelope => ({ code: 200, msg: 'success', data });

/** The vendor's own words. @throws Refusal 424 where it said nothing readable, 429 where it was not asked */
function envelopeOf(outcome: Asked): Envelope {
  if (outcome.kind === 'crowded') throw outcome.refusal;
  if (outcome.kind === 'found') return outcome.envelope;
  if (outcome.envelope) return outcome.envelope;
  throw new Refusal(424, outcome.problem);
}

/** Both spellings of each field; `more` replaces both of its own. */
const bothOf = (fields: Json, more: object): Json => ({ ...inBothCasings(fields), ...inBothCasings(more) });

/** Addresses of sound: `audioUrl`, `sourceAudioUrl`, `stream_audio_url`, `sourceStreamAudioUrl` … */
const AUDIO_FIELDS = ['audioUrl', 'sourceAudioUrl', 'streamAudioUrl', 'sourceStreamAudioUrl'];

/** A record in the words of every program: both casings, both names of the list, and links of ours. */
function asPrograms(data: Json, row: TaskRow | null, links: MediaLinks, toUrl: ToUrl): Json {
  const response = asObject(data['response']);
  if (!response) return inBothCasings(data);
  const listed = pick(response, 'sunoData', 'suno_data', 'data');
  if (!Array.isArray(listed)) return inBothCasings({ ...data, response: inBothCasings(response) });
  const tracks = listed.map((item: unknown, index) => {
    const track = asObject(item);
    if (!track) return item;
    const audioId = asTaskId(pick(track, 'id', 'audioId', 'audio_id')) ?? `take-${index + 1}`;
    const take = row?.takes.find((candidate) => candidate.audioId === audioId);
    const ours = row && take ? linksOf(inBothCasings(track), take, toUrl(links.toTake(row.id, take))) : {};
    return bothOf(track, ours);
  });
  const list = { sunoData: tracks, suno_data: tracks, data: tracks };
  return inBothCasings({ ...data, response: { ...inBothCasings(response), ...list } });
}

/** Our link in place of each of the vendor's; a take whose file is there has it in all of them. */
function linksOf(track: Json, take: StoredTake, link: string): object {
  const isThere = take.file !== null || take.url !== null;
  const names = AUDIO_FIELDS.filter((name) => isThere || asHttpUrl(track[name]) !== null);
  return Object.fromEntries(names.map((name) => [name, link]));
}

/** Some hosts escape the slashes of what they repeat as JSON text. */
const SECRET_PATH = /(\/api[/\\]+callbacks[/\\]+)[0-9a-f]{48}/g;

/** A record repeats what was sent, our callback address with its secret included: nobody needs to see that. */
export const hideSecrets = <T>(told: T): T =>
  JSON.parse(JSON.stringify(told).replace(SECRET_PATH, '$1-')) as T;
