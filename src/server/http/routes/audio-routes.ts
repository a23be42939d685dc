import { Hono, type Context } from 'hono';

import { Refusal } from '#shared/problem.ts';
import { wellFormed } from '#shared/text.ts';

import { parseRange, RangeNotSatisfiable } from '../../platform/byte-range.ts';
import type { TakeAudio, Tasks } from '../../tasks/tasks.ts';

const DAY_S = 86_400;
/** Nothing a vendor labels otherwise is served under our own origin. */
const PLAYABLE = /^(audio\/[\w.+-]+|video\/(mp4|webm)|application\/ogg)$/i;

const typeOf = (contentType: string) =>
  PLAYABLE.test(contentType.split(';')[0]?.trim() ?? '') ? contentType : 'application/octet-stream';

/** RFC 6266: a plain name for old clients, the real one in UTF-8 beside it. */
function disposition(kind: 'inline' | 'attachment', fileName: string): string {
  const plain = fileName.replaceAll(/[^\x20-\x7e]|["\\%]/gu, '_');
  const encoded = encodeURIComponent(wellFormed(fileName)).replaceAll(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

function headersOf(take: TakeAudio, kind: 'inline' | 'attachment'): Record<string, string> {
  const { range, size, etag } = take;
  const length = range ? range.end - range.start + 1 : size;
  return {
    'content-type': typeOf(take.contentType),
    'content-disposition': disposition(kind, take.fileName),
    ...(length !== null && { 'content-length': String(length) }),
    ...(range && { 'content-range': `bytes ${range.start}-${range.end}/${size ?? '*'}` }),
    ...(etag
      ? { etag, 'accept-ranges': 'bytes', 'cache-control': `private, max-age=${DAY_S}` }
      : { 'cache-control': 'no-store' }),
  };
}

async function openTake(tasks: Tasks, c: Context, id: string, n: number): Promise<TakeAudio> {
  const range = c.req.header('range');
  if (range === undefined) return tasks.openTake(id, n);
  const take = await tasks.openTake(id, n, (size) => parseRange(range, size));
  const ifRange = c.req.header('if-range');
  if (ifRange === undefined || ifRange === take.etag) return take;
  // The client holds a part of other bytes: it gets all of these.
  await take.body.cancel();
  return tasks.openTake(id, n);
}

async function sendTake(tasks: Tasks, c: Context, id: string, n: number): Promise<Response> {
  const take = await openTake(tasks, c, id, n);
  try {
    return await answerTake(c, take);
  } catch (error) {
    // Nobody reads it any more, and an open file would stay open.
    await take.body.cancel().catch(() => undefined);
    throw error;
  }
}

async function answerTake(c: Context, take: TakeAudio): Promise<Response> {
  const headers = headersOf(take, c.req.query('download') === undefined ? 'inline' : 'attachment');
  const status = take.range ? 206 : 200;
  const isKnown = take.etag !== null && c.req.header('if-none-match') === take.etag;
  if (!isKnown && c.req.method !== 'HEAD') return c.body(take.body, status, headers);
  await take.body.cancel();
  if (!isKnown) return c.body(null, status, headers);
  const { 'content-length': _length, 'content-range': _range, ...unchanged } = headers;
  return c.body(null, 304, unchanged);
}

export const audioRoutes = (tasks: Tasks): Hono =>
  new Hono().get('/:id/takes/:n/audio', async (c) => {
    const { id, n } = c.req.param();
    if (!/^[1-9]\d{0,3}$/.test(n)) {
      throw new Refusal(404, { code: 'not-found', message: `There is no take ${n}.` });
    }
    try {
      return await sendTake(tasks, c, id, Number(n));
    } catch (error) {
      if (!(error instanceof RangeNotSatisfiable)) throw error;
      return c.body(null, 416, { 'content-range': `bytes */${error.size}` });
    }
  });
