import type { QueryClient } from '@tanstack/react-query';

import type { Api } from '../api/api-client.ts';

interface LaunchQueue {
  setConsumer: (take: (launch: { files: readonly FileSystemFileHandle[] }) => unknown) => void;
}

/** Nobody has pressed anything for so long: the page is at rest. */
const REST_MS = 20_000;

/**
 * Begins to keep what was used for listening offline, after the first press or at rest. Caches are there only where the
 * connection is safe. In development Vite serves the page, and no worker.
 */
export function startOffline(api: Api, client: QueryClient): void {
  const { launchQueue } = globalThis as { launchQueue?: LaunchQueue };
  const open = (files: readonly FileSystemFileHandle[]) =>
    void import('./open-launched.ts').then((module) => module.openLaunched(files)).catch(() => undefined);
  launchQueue?.setConsumer(({ files }) => files.length > 0 && open(files));
  if (/[?&](shared|inspect|batch)\b/.test(location.search)) open([]);
  if (!import.meta.env.PROD || !('caches' in globalThis && 'serviceWorker' in navigator)) return;
  const started = new AbortController();
  const start = async () => {
    started.abort();
    clearTimeout(timer);
    (await import('./keep-offline.ts')).keepOffline(api, client);
  };
  const startOnce = () => void start().catch(() => undefined);
  const timer = setTimeout(startOnce, REST_MS);
  for (const press of ['pointerdown', 'keydown'])
    addEventListener(press, startOnce, { signal: started.signal });
}
