import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { installWorkerPackages } from './workerd.ts';

/**
 * `npm run test:worker [-- <file>]`: the Worker on Cloudflare's own runtime, which this installs first. From outside: what
 * a faulty vendor sees of it, kills, alarms. Inside: the suites of tasks/ and db/ on a Durable Object's database.
 */
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const args = process.argv.slice(2);

function run(script: string, config: string): number {
  const { status } = spawnSync(process.execPath, [script, 'run', '--config', config, ...args], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  return status ?? 1;
}

installWorkerPackages();
const failures = [
  run('node_modules/vitest/vitest.mjs', 'e2e/worker/vitest.config.ts'),
  run('src/cli/worker/node_modules/vitest/vitest.mjs', 'src/cli/worker/vitest.config.ts'),
].filter((status) => status !== 0);
process.exitCode = failures.length === 0 ? 0 : 1;
