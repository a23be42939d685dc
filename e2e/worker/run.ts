import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { installWorkerPackages } from './workerd.ts';

/**
 * `npm run test:worker [-- <file>]`: the Worker on Cloudflare's own runtime, which this installs first: what a faulty vendor
 * sees of it, kills, alarms, streams.
 */
installWorkerPackages();
const { status } = spawnSync(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--config',
    'e2e/worker/vitest.config.ts',
    ...process.argv.slice(2),
  ],
  { cwd: fileURLToPath(new URL('../../', import.meta.url)), stdio: 'inherit' },
);
process.exitCode = status ?? 1;
