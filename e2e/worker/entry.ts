import type { ObjectState, WorkerEnv } from '../../src/cli/worker/worker-settings.ts';
import { Workspace } from '../../src/cli/worker/workspace.ts';
import type { Bucket } from '../../src/server/platform/workers/r2-files.ts';
import unlocked from './unlocked.ts';

/** The Worker as it is deployed, for bare workerd: no R2 there, and a vendor that hangs is given up soon. */

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

/** The most that was used at once, or by one call. */
export interface Use {
  connections: number;
  bindings: number;
  /** Length of the longest SQL statement. */
  statement: number;
}
const use: Use = { connections: 0, bindings: 0, statement: 0 };

let connections = 0;
const begin = (): (() => void) => {
  use.connections = Math.max(use.connections, ++connections);
  let isOpen = true;
  return () => {
    if (isOpen) connections--;
    isOpen = false;
  };
};

async function counted<T>(call: () => Promise<T>): Promise<T> {
  const end = begin();
  try {
    // R2 is not at hand at once.
    await new Promise((resolve) => setTimeout(resolve, 2));
    return await call();
  } finally {
    end();
  }
}

const countBucket = (bucket: Bucket): Bucket => ({
  head: (key) => counted(() => bucket.head(key)),
  get: (key, options) => counted(() => bucket.get(key, options)),
  put: (key, bytes) => counted(() => bucket.put(key, bytes)),
  delete: (keys) => counted(() => bucket.delete(keys)),
  list: (options) => counted(() => bucket.list(options)),
  createMultipartUpload: (key) => bucket.createMultipartUpload(key),
});

/** A connection is open until its answer was read. */
const fetchFar = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  const end = begin();
  try {
    const response = await fetchFar(input, init);
    if (!response.body) {
      end();
      return response;
    }
    // Over before its reader hears that it is.
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>({ flush: end });
    response.body.pipeTo(writable).catch(end);
    return new Response(readable, response);
  } catch (error) {
    end();
    throw error;
  }
};

function measureSql({ sql }: ObjectState['storage']): void {
  const exec = sql.exec.bind(sql);
  sql.exec = (query, ...bindings) => {
    use.bindings = Math.max(use.bindings, bindings.length);
    use.statement = Math.max(use.statement, query.length);
    return exec(query, ...bindings);
  };
}

class TestWorkspace extends Workspace {
  constructor(ctx: ObjectState, env: WorkerEnv) {
    measureSql(ctx.storage);
    super(
      ctx,
      { ...env, TAKES: countBucket(bucketIn(ctx)) },
      // A benchmark of many at once is not about a vendor that hangs.
      env['PATIENT'] === 'yes'
        ? {}
        : { timeouts: { sendMs: 700, readMs: 700, audioHeadMs: 700, audioBodyMs: 3000 } },
    );
  }
}

export { TestWorkspace as Workspace };
export default {
  fetch: async (request: Request, env: WorkerEnv): Promise<Response> =>
    new URL(request.url).pathname === '/test/use' ? Response.json(use) : unlocked.fetch(request, env),
};
