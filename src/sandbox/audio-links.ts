import { Hono, type Context } from 'hono';

import { type ByteRange, parseRange, RangeNotSatisfiable } from '#shared/take/byte-range.ts';

import type { Clock } from '../server/platform/clock.ts';
import type { Files } from '../server/platform/files.ts';
import { failure, readParam } from './envelopes.ts';
import { fileName, wavName, type Jobs } from './jobs.ts';
import type { StoredTake, SandboxStore } from './sandbox-store.ts';
import { readScenario } from './scenarios.ts';

interface Options {
  store: SandboxStore;
  files: Files;
  clock: Clock;
  jobs: Jobs;
  linkLifeMs: number;
}

const gone = (c: Context) =>
  c.json(failure(404, 'File not found or expired'), 404, { 'cache-control': 'no-store' });

/** `/files/<signature>/<audioId>.mp3` or `.wav`, and `/stream/<signature>/<audioId>`: the audio behind a record's links, while they live. */
export function createAudioRoutes({ store, files, clock, jobs, linkLifeMs }: Options): Hono {
  const expiresAt = (take: StoredTake): number => {
    const task = store.find(take.taskId);
    const dead = task !== null && readScenario(readParam(task.param).prompt).scenario === 'expired-links';
    return dead ? 0 : (take.renderedAt ?? clock.now()) + linkLifeMs;
  };

  async function serve(
    c: Context,
    take: StoredTake | null,
    format: 'mp3' | 'wav' = 'mp3',
  ): Promise<Response> {
    const lifeS = take?.renderedAt ? Math.floor((expiresAt(take) - clock.now()) / 1000) : 0;
    if (!take || lifeS <= 0) return gone(c);
    const name = format === 'mp3' ? fileName(take.audioId) : wavName(take.audioId);
    const size = await files.size(name);
    if (size === null) return gone(c);
    return serveBytes(c, headersOf(take.audioId, format, lifeS), {
      size,
      read: (range) => files.read(name, range),
    });
  }

  const serveFile = (c: Context, name: string) => {
    const [, audioId = '', format] = /^(.+)\.(mp3|wav)$/.exec(name) ?? [];
    return serve(c, store.findTake(audioId), format === 'wav' ? 'wav' : 'mp3');
  };
  const serveStream = async (c: Context, audioId: string) => {
    const take = store.findTake(audioId);
    // The link is handed out before there is audio: wait for it rather than say there is none.
    if (take?.renderedAt === null) await Promise.race([jobs.ended(take.taskId), hungUp(c.req.raw.signal)]);
    return serve(c, store.findTake(audioId));
  };
  const isSigned = (c: Context, name: string) =>
    store.isSignatureOf(name.replace(/\.\w+$/, ''), c.req.param('signature') ?? '');

  return (
    new Hono()
      .get('/files/:signature/:name', async (c) => {
        const { name } = c.req.param();
        return isSigned(c, name) ? serveFile(c, name) : gone(c);
      })
      .get('/stream/:signature/:audioId', async (c) => {
        const { audioId } = c.req.param();
        return isSigned(c, audioId) ? serveStream(c, audioId) : gone(c);
      })
      // Links of earlier releases; over the network they need a login.
      .get('/files/:name', (c) => serveFile(c, c.req.param('name')))
      .get('/stream/:audioId', (c) => serveStream(c, c.req.param('audioId')))
  );
}

const headersOf = (audioId: string, format: 'mp3' | 'wav', lifeS: number) => ({
  'content-type': format === 'mp3' ? 'audio/mpeg' : 'audio/wav',
  'accept-ranges': 'bytes',
  // A take's bytes never change under its id.
  etag: format === 'mp3' ? `"${audioId}"` : `"${audioId}-wav"`,
  // A proxy must not keep what only an access token opens.
  'cache-control': `private, max-age=${lifeS}, immutable`,
  'x-content-type-options': 'nosniff',
});

interface Bytes {
  size: number;
  read: (range: ByteRange) => ReturnType<Files['read']>;
}

/** All of it, the part that was asked for, or nothing where the client has it already. */
async function serveBytes(
  c: Context,
  headers: ReturnType<typeof headersOf>,
  { size, read }: Bytes,
): Promise<Response> {
  if (c.req.header('if-none-match') === headers.etag) return c.body(null, 304, headers);
  const condition = c.req.header('if-range');
  const asked = condition === undefined || condition === headers.etag ? c.req.header('range') : undefined;
  let range;
  try {
    range = parseRange(asked, size);
  } catch (error) {
    if (!(error instanceof RangeNotSatisfiable)) throw error;
    const none = { 'content-range': `bytes */${size}`, 'cache-control': 'no-store' };
    return c.body(null, 416, { ...headers, ...none });
  }
  const { start, end } = range ?? { start: 0, end: size - 1 };
  const sized = { ...headers, 'content-length': String(end - start + 1) };
  const body = c.req.method === 'HEAD' ? null : await read({ start, end });
  if (!range) return new Response(body, { headers: sized });
  const headersOfPart = { ...sized, 'content-range': `bytes ${start}-${end}/${size}` };
  return new Response(body, { status: 206, headers: headersOfPart });
}

const hungUp = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));

/** Deletes a task, and its files after the rows: a file without a row harms nobody. */
export async function forgetTask(
  { store, files }: Pick<Options, 'store' | 'files'>,
  taskId: string,
): Promise<void> {
  const takes = store.find(taskId)?.takes ?? [];
  store.transact(() => store.remove(taskId));
  for (const { audioId } of takes) await removeFiles(files, audioId);
}

async function removeFiles(files: Files, audioId: string): Promise<void> {
  for (const name of [fileName(audioId), wavName(audioId)]) await files.remove(name);
}

/** Deletes files whose links have ended. */
export async function sweepExpired({
  store,
  files,
  clock,
  linkLifeMs,
}: Omit<Options, 'jobs'>): Promise<void> {
  for (const take of store.expiredTakes(clock.now() - linkLifeMs, 100)) {
    await removeFiles(files, take.audioId);
    store.markSwept(take.audioId);
  }
}
