import type { ServerResponse } from 'node:http';

import { silentMp3 } from './silent-mp3.ts';
import { framesOf, type LinkBehaviour } from './vendor-tasks.ts';

const ENDLESS_CHUNK = silentMp3(100);

/** Serves take `n` as `behaviour` has it. */
export function serveLink(behaviour: LinkBehaviour, n: number, response: ServerResponse): void {
  const mp3 = silentMp3(framesOf(n));
  switch (behaviour) {
    case 'fine':
      response.writeHead(200, { 'content-type': 'audio/mpeg', 'content-length': mp3.length }).end(mp3);
      return;
    case 'forbidden':
      response.writeHead(403).end('error code: 1010');
      return;
    case 'missing':
      response.writeHead(404).end();
      return;
    case 'to-loopback':
      response.writeHead(302, { location: 'http://127.0.0.2:9/secret' }).end();
      return;
    case 'in-circles':
      response.writeHead(302, { location: response.req.url }).end();
      return;
    case 'html':
      response.writeHead(200, { 'content-type': 'audio/mpeg' }).end('<!doctype html><title>Expired</title>');
      return;
    case 'endless': {
      response.writeHead(200, { 'content-type': 'audio/mpeg' });
      const pour = () => {
        while (!response.destroyed && response.write(ENDLESS_CHUNK));
        response.once('drain', pour);
      };
      pour();
      return;
    }
    case 'cut-short':
      response.writeHead(200, { 'content-type': 'audio/mpeg', 'content-length': mp3.length });
      response.write(mp3.subarray(0, mp3.length / 2), () => response.socket?.destroySoon());
      return;
    case 'empty':
      response.writeHead(200, { 'content-type': 'audio/mpeg' }).end();
      return;
    case 'silent':
      response.writeHead(200, { 'content-type': 'audio/mpeg', 'content-length': mp3.length });
      response.flushHeaders();
  }
}
