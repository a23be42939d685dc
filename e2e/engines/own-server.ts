import { removeFolder, startServer } from '../support/server.ts';

/** Stopped and started again, it has the same address and the same tasks. */
export interface OwnServer {
  url: string;
  stop: () => Promise<void>;
  start: () => Promise<void>;
  /** Stopped for good. */
  close: () => Promise<void>;
}

export async function startOwnServer(): Promise<OwnServer> {
  let running = await startServer();
  const { url, dataDir } = running;
  const { port } = new URL(url);
  return {
    url,
    stop: () => running.stop(),
    async start() {
      running = await startServer({ dataDir, env: { PORT: port } });
    },
    async close() {
      await running.stop();
      removeFolder(dataDir);
    },
  };
}
