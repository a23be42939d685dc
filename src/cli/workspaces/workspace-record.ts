import { randomBytes } from 'node:crypto';

import * as z from 'zod/mini';

import { digestOf, type TokenHolder } from '../../server/http/middleware/token-holders.ts';

/** 256 bits: its digest is as good as it is. */
const TOKEN_BYTES = 32;
const ID_BYTES = 5;

const digest = z.string().check(z.regex(/^[\da-f]{64}$/));
const limit = z.nullable(z.number().check(z.nonnegative()));
const tokenSchema = z.strictObject({ id: z.string(), name: z.string(), digest, createdAt: z.number() });
export const workspaceSchema = z.strictObject({
  /** Stands in links and names its folder, or is that of its Durable Object. */
  id: z.string().check(z.regex(/^[\da-z]{4,64}$/)),
  name: z.string().check(z.minLength(1)),
  /** A host name of its own: requests that come by it are for it alone. */
  host: z.nullable(z.string()),
  createdAt: z.number(),
  /** What it has stays until it is purged. */
  removedAt: z.nullable(z.number()),
  quota: z.strictObject({ tasksPerDay: limit, bytesKept: limit }),
  tokens: z.array(tokenSchema),
});
/** What is known of a workspace: its tokens as digests. */
export type Workspace = z.output<typeof workspaceSchema>;

export const newId = (): string => randomBytes(ID_BYTES).toString('hex');

/** Says whose it is, so that it leads there with nobody asked; whether it is right, its digest tells. */
export function newToken(workspace: string, name: string, now: number) {
  const token = `cue_${workspace}_${randomBytes(TOKEN_BYTES).toString('base64url')}`;
  return { token, stored: { id: newId(), name, digest: digestOf(token), createdAt: now } };
}

/** id of the workspace that a token says it is for. */
export const workspaceInToken = (token: string): string | null =>
  /^cue_([\da-z]{4,64})_[\w-]+$/.exec(token)?.[1] ?? null;

/** Stands in the cookies of its logins. */
const holderIdOf = (workspace: string, token: string): string => `${workspace}-${token}`;
export const workspaceInHolderId = (id: string): string => id.split('-')[0] ?? '';

export const holdersOf = ({ id: workspace, tokens }: Workspace): { digest: string; holder: TokenHolder }[] =>
  tokens.map(({ id, name, digest }) => ({
    digest,
    holder: {
      id: holderIdOf(workspace, id),
      workspace,
      name,
      sessionSecret: `cuesmith session ${digest}`,
    },
  }));
