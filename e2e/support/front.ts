import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Front {
  url: string;
  /** From now on every answer is of this build of the page. */
  setBuild: (build: string) => void;
  stop: () => Promise<void>;
}

/** A server's answers by another address, as if another build of the page had been put there. */
export async function startFront(server: string): Promise<Front> {
  let build: string | null = null;
  const { hostname, port } = new URL(server);
  const front = createServer((asked, answer) => {
    const { method, url: path, headers } = asked;
    const sent = request({ hostname, port, method, path, headers }, (response) => {
      answer.writeHead(response.statusCode ?? 0, {
        ...response.headers,
        ...(build !== null && { 'x-build': build }),
      });
      response.pipe(answer);
    });
    sent.on('error', () => answer.destroy());
    answer.on('close', () => sent.destroy());
    asked.pipe(sent);
  }).listen(0, '127.0.0.1');
  await once(front, 'listening');
  return {
    url: `http://127.0.0.1:${(front.address() as AddressInfo).port}`,
    setBuild: (name) => void (build = name),
    async stop() {
      front.closeAllConnections();
      front.close();
      await once(front, 'close');
    },
  };
}
