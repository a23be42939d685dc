import { Hono, type Context } from 'hono';

import { Refusal } from '#shared/problem.ts';
import { parseRange, RangeNotSatisfiable, type ByteRange } from '#shared/take/byte-range.ts';
import { wellFormed } from '#shared/text.ts';

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

function headersOf(take: TakeAudio, kind: 'inline' | 'attachment', caching: string): Record<string, string> {
  const { range, size, etag } = take;
  const length = range ? range.end - range.start + 1 : size;
  return {
    'content-type': typeOf(take.contentType),
    'content-disposition': disposition(kind, take.fileName),
    ...(size !== null && { 'accept-ranges': 'bytes' }),
    ...(length !== null && { 'content-length': String(length) }),
    ...(range && { 'content-range': `bytes ${range.start}-${range.end}/${size ?? '*'}` }),
    ...(etag ? { etag, 'cache-control': caching } : { 'cache-control': 'no-store' }),
  };
}

/** Opens a take, or the range of it that `range` finds once the size is known. */
type Open = (range?: (size: number) => ByteRange | null) => Promise<TakeAudio>;

async function openRange(c: Context, open: Open): Promise<TakeAudio> {
  const range = c.req.header('range');
  if (range === undefined) return open();
  const take = await open((size) => parseRange(range, size));
  const ifRange = c.req.header('if-range');
  if (ifRange === undefined || ifRange === take.etag) return take;
  // The client holds a part of other bytes: it gets all of these.
  await take.body.cancel();
  return open();
}

async function answerTake(c: Context, take: TakeAudio, caching: string): Promise<Response> {
  const kind = c.req.query('download') === undefined ? 'inline' : 'attachment';
  const headers = headersOf(take, kind, caching);
  const status = take.range ? 206 : 200;
  const isKnown = take.etag !== null && c.req.header('if-none-match') === take.etag;
  if (!isKnown && c.req.method !== 'HEAD') return c.body(take.body, status, headers);
  await take.body.cancel();
  if (!isKnown) return c.body(null, status, headers);
  const { 'content-length': _length, 'content-range': _range, ...unchanged } = headers;
  return c.body(null, 304, unchanged);
}

/** The bytes of a take, whole or in part. @param caching its `cache-control`, once its bytes can be told by an etag */
export async function answerAudio(c: Context, open: Open, caching: string): Promise<Response> {
  let take: TakeAudio | null = null;
  try {
    take = await openRange(c, open);
    return await answerTake(c, take, caching);
  } catch (error) {
    // Nobody reads it any more, and an open file would stay open.
    await take?.body.cancel().catch(() => undefined);
    if (!(error instanceof RangeNotSatisfiable)) throw error;
    return c.body(null, 416, { 'content-range': `bytes */${error.size}` });
  }
}

export const audioRoutes = (tasks: Tasks): Hono =>
  new Hono().get('/:id/takes/:n/audio', (c) => {
    const { id, n } = c.req.param();
    if (!/^[1-9]\d{0,3}$/.test(n)) {
      throw new Refusal(404, { code: 'not-found', message: `There is no take ${n}.` });
    }
    return answerAudio(c, (range) => tasks.openTake(id, Number(n), range), `private, max-age=${DAY_S}`);
  });
