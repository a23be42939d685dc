import { Hono } from 'hono';
import * as z from 'zod/mini';

import { noStore } from '../../server/http/app.ts';
import { requireJson } from '../../server/http/middleware/guard.ts';
import { limitBody, noBody, readBody } from '../../server/http/middleware/request-body.ts';
import { SettingsProblem } from '../../server/platform/node/settings.ts';
import { BODY_MAX } from '../../shared/limits.ts';
import { Refusal } from '../../shared/problem.ts';
import type { Workspace } from '../workspaces/workspace-record.ts';
import type { WorkspaceDirectory } from './workspace-directory.ts';

const name = z.string().check(z.trim(), z.minLength(1), z.maxLength(100));
const limit = z.optional(z.nullable(z.int().check(z.nonnegative())));
const quota = z.optional(z.strictObject({ tasksPerDay: limit, bytesKept: limit }));
const newSchema = z.strictObject({ name, quota });
const patchSchema = z.strictObject({ name: z.optional(name), quota, isRemoved: z.optional(z.boolean()) });
const tokenSchema = z.strictObject({ name });

/** No digest goes out. */
const shown = ({ id, name, createdAt, removedAt, quota, tokens }: Workspace) => ({
  id,
  name,
  createdAt,
  removedAt,
  quota,
  tokens: tokens.map((token) => token.name),
});

type Given = z.output<typeof quota>;
const quotaOf = (given: Given) => ({
  ...(given?.tasksPerDay !== undefined && { tasksPerDay: given.tasksPerDay }),
  ...(given?.bytesKept !== undefined && { bytesKept: given.bytesKept }),
});

/** What a person asks of the directory cannot be: that is said, and nothing was changed. */
async function orRefuse<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SettingsProblem)) throw error;
    throw new Refusal(409, { code: 'invalid-request', message: error.message });
  }
}

/** `npm run workspaces` of a server without a terminal, for the holder of ACCESS_TOKEN: mounted behind its guard. */
export const workspaceAdminRoutes = (directory: WorkspaceDirectory): Hono =>
  new Hono()
    .use(requireJson, noStore, limitBody(BODY_MAX))
    .get('/', (c) => c.json({ workspaces: directory.list().map(shown) }))
    .post('/', async (c) => {
      const { name, quota } = await readBody(c, newSchema);
      const id = directory.newId();
      const token = await orRefuse(() =>
        directory.edit((the) => the.add(id, name, { quota: quotaOf(quota) })),
      );
      return c.json({ id, token }, 201);
    })
    .patch('/:wanted', async (c) => {
      const { name, quota, isRemoved } = await readBody(c, patchSchema);
      return orRefuse(async () => {
        const { id } = directory.find(c.req.param('wanted'));
        await directory.edit((the) => {
          if (name !== undefined) the.rename(id, name);
          if (quota !== undefined) the.set(id, { quota: quotaOf(quota) });
          if (isRemoved === true) the.remove(id);
          if (isRemoved === false) the.restore(id);
        });
        return c.json(shown(directory.find(id)));
      });
    })
    .post('/:wanted/tokens', async (c) => {
      const { name } = await readBody(c, tokenSchema);
      const token = await orRefuse(() => directory.edit((the) => the.addToken(c.req.param('wanted'), name)));
      return c.json({ token }, 201);
    })
    .delete('/:wanted/tokens/:name', noBody, async (c) => {
      const { wanted, name } = c.req.param();
      await orRefuse(() => directory.edit((the) => the.revoke(wanted, name)));
      return c.body(null, 204);
    })
    .delete('/:wanted', noBody, async (c) => {
      await orRefuse(() => directory.purge(c.req.param('wanted')));
      return c.body(null, 204);
    });
