import type { Duplex } from 'node:stream';

import { Agent, buildConnector, fetch as undiciFetch } from 'undici';

import type { Fetch } from '../../vendor/http-request.ts';

/**
 * `fetch` for vendors. Not Node's own: the undici inside Node 24 dies of an uncatchable assertion when a connection
 * ends while its body waits for a slow reader (nodejs/undici#5360, mended in 8). HTTP/1.1 only, as "one send is one
 * request on the wire" was shown for it.
 */
const connect = buildConnector({ allowH2: false });
const agent = new Agent({
  allowH2: false,
  connect: (options, callback) =>
    connect(options, (...result) => {
      if (result[1]) dropContinue(result[1]);
      callback(...result);
    }),
});

export const vendorFetch: Fetch = async (url, init) => {
  // undici's own types and the web's name the same things.
  const response = await undiciFetch(url, { ...init, dispatcher: agent } as Parameters<
    typeof undiciFetch
  >[1]);
  return response as unknown as Response;
};

const CONTINUE = /^HTTP\/1\.[01] 100(?: [^\r\n]*)?\r\n(?:[^\r\n]+\r\n)*\r\n/;
const START = 'HTTP/1.1 100';

const mayBecomeContinue = (text: string): boolean =>
  START.startsWith(text.slice(0, START.length)) && !text.includes('\r\n\r\n');

/**
 * Takes a `100 Continue` off the start of an answer. Some gateways send one to every POST; undici takes it for a fault
 * and closes, and a send that was paid for would be of unknown outcome. A connection carries one answer.
 */
function dropContinue(socket: Duplex): void {
  const read = socket.read.bind(socket) as (size?: number) => Buffer | null;
  let held: Buffer | null = Buffer.alloc(0);
  socket.read = (size?: number): Buffer | null => {
    for (;;) {
      const chunk = read(size);
      if (held === null || chunk === null) return chunk;
      held = Buffer.concat([held, chunk]);
      for (let found; (found = CONTINUE.exec(held.toString('latin1')));)
        held = held.subarray(found[0].length);
      if (held.length === 0 || mayBecomeContinue(held.toString('latin1'))) continue;
      const answer = held;
      held = null;
      return answer;
    }
  };
}
