import type { ServerResponse } from 'node:http';

/** One way to answer wrongly. `billed`: the vendor took the task, and the money, before it went wrong. */
export type Fault =
  | { does: 'reset'; when: 'on-connect' | 'before-reading' | 'after-accept' }
  | { does: 'redirect'; status: 301 | 302 | 303 | 307 | 308 | 421; to: 'itself' | 'elsewhere' }
  | { does: 'hang'; billed: boolean }
  | { does: 'cut'; where: 'before-task-id' | 'inside-task-id' | 'after-task-id' }
  | { does: 'drip'; everyMs: number }
  | {
      does: 'answer';
      status: number;
      type: string;
      body: string;
      billed: boolean;
      headers?: Record<string, string>;
    }
  /** A `100 Continue` that nobody asked for, then the honest answer. */
  | { does: 'continue' }
  | { does: 'swell' };

const page = (status: number, billed = false): Extract<Fault, { does: 'answer' }> => ({
  does: 'answer',
  status,
  type: 'text/html',
  body: `<html><head><title>${status}</title></head><body><center><h1>${status}</h1></center></body></html>`,
  billed,
});
const json = (value: unknown, billed: boolean, status = 200): Extract<Fault, { does: 'answer' }> => ({
  does: 'answer',
  status,
  type: 'application/json',
  body: JSON.stringify(value),
  billed,
});
/** A failing envelope, in HTTP 200 as the vendors do. */
export const envelope = (code: number, msg = `Refused with ${code}.`, billed = false, status = 200): Fault =>
  json({ code, msg, data: null }, billed, status);

/** Where a redirect to `elsewhere` leads: a second path that takes tasks, and money, too. */
export const ELSEWHERE = '/elsewhere/sounds';

/** By name, for runs that pick at random. */
export const FAULTS = {
  'reset-on-connect': { does: 'reset', when: 'on-connect' },
  'reset-before-reading': { does: 'reset', when: 'before-reading' },
  'reset-after-accept': { does: 'reset', when: 'after-accept' },
  'redirect-301': { does: 'redirect', status: 301, to: 'itself' },
  'redirect-302': { does: 'redirect', status: 302, to: 'elsewhere' },
  'redirect-303': { does: 'redirect', status: 303, to: 'elsewhere' },
  'redirect-307': { does: 'redirect', status: 307, to: 'itself' },
  'redirect-307-elsewhere': { does: 'redirect', status: 307, to: 'elsewhere' },
  'redirect-308': { does: 'redirect', status: 308, to: 'itself' },
  'redirect-308-elsewhere': { does: 'redirect', status: 308, to: 'elsewhere' },
  'misdirected-421': { does: 'redirect', status: 421, to: 'itself' },
  'hang-before-accept': { does: 'hang', billed: false },
  'hang-after-accept': { does: 'hang', billed: true },
  'cut-before-task-id': { does: 'cut', where: 'before-task-id' },
  'cut-inside-task-id': { does: 'cut', where: 'inside-task-id' },
  'cut-after-task-id': { does: 'cut', where: 'after-task-id' },
  drip: { does: 'drip', everyMs: 1000 },
  'gateway-403': page(403),
  'gateway-408-after-accept': page(408, true),
  'gateway-499-after-accept': page(499, true),
  'gateway-502': page(502),
  'gateway-502-after-accept': page(502, true),
  'gateway-504-after-accept': page(504, true),
  'html-in-200-after-accept': page(200, true),
  'page-429-retry-after': { ...page(429), headers: { 'retry-after': '2' } },
  'json-429-retry-after': {
    ...json({ error: { message: 'Too many requests.' } }, false, 429),
    headers: { 'retry-after': '2' },
  },
  'json-401': json({ detail: 'Invalid token.' }, false, 401),
  'json-403': json({ error: 'Key is disabled.' }, false, 403),
  'code-400': envelope(400, 'Please enter callBackUrl.'),
  'code-401': envelope(401, 'You do not have access permissions'),
  'code-404': envelope(404),
  'code-405': envelope(405),
  'code-408-after-accept': envelope(408, 'Timeout.', true),
  'code-413': envelope(413),
  'code-429': envelope(429, 'The current credits are insufficient. Please top up.'),
  'code-430': envelope(430, 'Your call frequency is too high. Please try again later.'),
  'code-455': envelope(455),
  'code-500': envelope(500),
  'code-500-after-accept': envelope(500, 'Server exception.', true),
  'code-599-after-accept': envelope(599, 'Nobody listed this.', true),
  'wrong-types-after-accept': json({ code: '200', msg: 7, data: [{ taskId: {} }] }, true),
  'no-task-id-after-accept': json({ code: 200, msg: 'success', data: null }, true),
  'empty-after-accept': { does: 'answer', status: 200, type: 'application/json', body: '', billed: true },
  'huge-after-accept': { does: 'swell' },
} as const satisfies Record<string, Fault>;

export type FaultName = keyof typeof FAULTS;

const HUGE_CHUNKS = 64;
const HUGE_CHUNK = ' '.repeat(64 * 1024);

/** Plays `fault` instead of the honest answer. Calling `honest` does the work (and the billing), and tells the answer. */
export function play(fault: Fault, response: ServerResponse, honest: () => string): void {
  const reset = () => response.socket?.resetAndDestroy();
  switch (fault.does) {
    case 'reset':
      if (fault.when === 'after-accept') honest();
      reset();
      return;
    case 'redirect': {
      const location = fault.to === 'itself' ? response.req.url : ELSEWHERE;
      response.writeHead(fault.status, { location }).end();
      return;
    }
    case 'hang':
      if (fault.billed) honest();
      return;
    case 'cut': {
      const text = honest();
      const start = text.indexOf('"taskId":"');
      const places = {
        'before-task-id': start,
        'inside-task-id': start + '"taskId":"'.length + 8,
        'after-task-id': text.indexOf('"', start + '"taskId":"'.length) + 1,
      };
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': text.length });
      // Destroyed only once these bytes are out, so that they do arrive.
      response.write(text.slice(0, places[fault.where]), () => response.socket?.destroySoon());
      return;
    }
    case 'drip': {
      const text = honest();
      let at = 0;
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': text.length });
      const drops = setInterval(() => {
        response.write(text.charAt(at));
        at += 1;
        if (at === text.length) response.end();
      }, fault.everyMs);
      response.once('close', () => clearInterval(drops));
      return;
    }
    case 'answer':
      if (fault.billed) honest();
      response.writeHead(fault.status, { ...fault.headers, 'content-type': fault.type }).end(fault.body);
      return;
    case 'continue':
      response.writeContinue(() => {
        response.writeHead(200, { 'content-type': 'application/json' }).end(honest());
      });
      return;
    case 'swell': {
      const text = honest();
      response.writeHead(200, { 'content-type': 'application/json' });
      for (let chunk = 0; chunk < HUGE_CHUNKS; chunk += 1) response.write(HUGE_CHUNK);
      response.end(text);
    }
  }
}
