import { execFileSync } from 'node:child_process';

import type { Server } from '../support/server.ts';

/** What a process holds of the machine's memory. */
export const rssMb = (pid: number): number =>
  Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;

/** Start a server with this to have its memory looked at after a collection. */
export const INSPECTED = { NODE_OPTIONS: '--inspect=127.0.0.1:0' };

export interface Held {
  rssMb: number;
  heapMb: number;
}

export interface Memory {
  /** After a full collection: what is held, not what V8 has not yet cared to collect. */
  held: () => Promise<Held>;
  close: () => void;
}

/** Opens the inspector of a server started with `INSPECTED`. */
export async function openMemory(server: Server): Promise<Memory> {
  const [address] = /ws:\/\/\S+/.exec(server.log()) ?? [];
  if (address === undefined) throw new Error('The server was not started with INSPECTED.');
  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', () => reject(new Error('The inspector does not answer.')));
  });
  const waiting = new Map<number, (result: { result?: { value?: number } }) => void>();
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = JSON.parse(String(data)) as {
      id: number;
      result: { result?: { value?: number } };
    };
    waiting.get(id)?.(result);
    waiting.delete(id);
  });
  let calls = 0;
  const call = (method: string, params = {}) =>
    new Promise<{ result?: { value?: number } }>((resolve) => {
      const id = ++calls;
      waiting.set(id, resolve);
      socket.send(JSON.stringify({ id, method, params }));
    });
  return {
    async held() {
      await call('HeapProfiler.collectGarbage');
      const { result } = await call('Runtime.evaluate', { expression: 'process.memoryUsage().heapUsed' });
      return { rssMb: rssMb(server.pid), heapMb: (result?.value ?? NaN) / 2 ** 20 };
    },
    close: () => socket.close(),
  };
}
