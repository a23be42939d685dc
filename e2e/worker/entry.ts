import { front } from '../../src/cli/worker/front.ts';
import type { ObjectState, WorkerEnv } from '../../src/cli/worker/worker-settings.ts';
import { Workspace } from '../../src/cli/worker/workspace.ts';
import type { Bucket } from '../../src/server/platform/workers/r2-files.ts';

/** The Worker as it is deployed, for bare workerd: no R2 there, a vendor that hangs is given up soon, and where it is UNLOCKED no token is asked for. */

/** Takes in the object's own database: they outlive a kill as those in R2 do. */
function bucketIn({ storage: { sql } }: ObjectState): Bucket {
  sql.exec('CREATE TABLE IF NOT EXISTS bucket (key TEXT PRIMARY KEY, bytes BLOB NOT NULL)');
  const find = (key: string): Uint8Array<ArrayBuffer> | null => {
    const row = sql.exec('SELECT bytes FROM bucket WHERE key = ?', key).toArray()[0];
    return row ? new Uint8Array(row['bytes'] as ArrayBuffer) : null;
  };
  return {
    async head(key) {
      const bytes = find(key);
      return bytes && { size: bytes.length };
    },
    async get(key, options) {
      const bytes = find(key);
      const { offset = 0, length = Infinity } = options?.range ?? {};
      return bytes && { body: new Blob([bytes.slice(offset, offset + length)]).stream() };
    },
    put: async (key, bytes) =>
      void sql.exec('INSERT OR REPLACE INTO bucket VALUES (?, ?)', key, bytes.slice()),
    delete: async (keys) => [keys].flat().forEach((key) => sql.exec('DELETE FROM bucket WHERE key = ?', key)),
    list: async ({ prefix }) => ({
      objects: sql
        .exec('SELECT key FROM bucket WHERE substr(key, 1, ?) = ? LIMIT 1000', prefix.length, prefix)
        .toArray()
        .map(({ key }) => ({ key: String(key) })),
    }),
    createMultipartUpload: () => Promise.reject(new Error('No take of these tests is so large.')),
  };
}

class TestWorkspace extends Workspace {
  constructor(ctx: ObjectState, env: WorkerEnv) {
    super(
      ctx,
      { ...env, TAKES: bucketIn(ctx) },
      { timeouts: { sendMs: 700, readMs: 700, audioHeadMs: 700, audioBodyMs: 3000 } },
    );
  }
}

export { TestWorkspace as Workspace };
export default {
  fetch(request: Request, env: WorkerEnv): Promise<Response> {
    if (env['UNLOCKED'] !== 'yes') return front.fetch(request, env);
    const open = new Request(request);
    open.headers.set('authorization', `Bearer ${String(env['ACCESS_TOKEN'])}`);
    return front.fetch(open, env);
  },
};
