import type { DurableStorage } from '../../../src/server/platform/workers/durable-sql.ts';
import { lend } from './object-database.ts';
import { collected, runTest } from './runner.ts';

/** With its causes: a property that failed says why in them. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\nbecause ${textOf(error.cause)}`;
  return `${error.message}\n${error.stack ?? ''}${cause}`;
}

/** One object a test: its database is new. */
export class Workspace {
  readonly #storage: DurableStorage;
  constructor({ storage }: { storage: DurableStorage }) {
    this.#storage = storage;
  }
  async fetch(request: Request): Promise<Response> {
    const one = collected[Number(new URL(request.url).searchParams.get('n'))];
    if (!one) return new Response('There is no such test.', { status: 404 });
    lend(this.#storage);
    try {
      await runTest(one);
      return Response.json({ error: null });
    } catch (error) {
      return Response.json({ error: textOf(error) });
    }
  }
}

interface Env {
  WORKSPACE: {
    idFromName(name: string): object;
    get(id: object): { fetch(request: Request): Promise<Response> };
  };
}

export default {
  fetch(request: Request, { WORKSPACE }: Env): Promise<Response> | Response {
    const n = new URL(request.url).searchParams.get('n');
    if (n === null) return Response.json(collected.map(({ name }) => name));
    return WORKSPACE.get(WORKSPACE.idFromName(n)).fetch(request);
  },
};
