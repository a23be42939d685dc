import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { bundle, installWorkerPackages, startWorkerd } from '../worker/workerd.ts';
import { CHAOS_KEY } from './child.ts';
import type { Runtime } from './run-one.ts';

/** `npm run chaos -- --runtime workerd`: the Worker on Cloudflare's own runtime. It does not write its moves down. */
export function onWorkerd(): Runtime & { close: () => void } {
  installWorkerPackages();
  const folder = mkdtempSync(join(tmpdir(), 'cuesmith-bundle-'));
  const bundled = bundle(folder);
  return {
    start: (dataDir, _scenario, { vendorUrl }) =>
      startWorkerd(bundled, dataDir, {
        ALLOWED_UPSTREAM_HOSTS: '127.0.0.1',
        SOUNDS_PACE: '200/1s',
        ...(vendorUrl !== null && { SOUNDS_UPSTREAM: vendorUrl, SOUNDS_API_KEY: CHAOS_KEY }),
      }),
    killsAtCharge: true,
    inspect(dataDir, { isKeyTyped }) {
      const objects = join(dataDir, 'objects');
      const wrong = globSync('**/*.sqlite', { cwd: objects })
        .map((name) => {
          const sql = new DatabaseSync(join(objects, name));
          const [check] = sql.prepare('PRAGMA integrity_check').all();
          sql.close();
          return String(check?.['integrity_check']);
        })
        .filter((said) => said !== 'ok');
      // A key that was typed stands in the object's own database, as in secrets.json on Node.
      const filesWithKey = isKeyTyped
        ? []
        : readdirSync(objects, { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile())
            .map(({ parentPath, name }) => join(parentPath, name))
            .filter((path) => readFileSync(path).includes(CHAOS_KEY));
      return { moves: [], integrity: wrong.join(', ') || 'ok', filesWithKey };
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
