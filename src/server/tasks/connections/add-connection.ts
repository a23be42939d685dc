import type { DialectName } from '#shared/connection.ts';
import type { KeyTest, NewConnection } from '#shared/connections/connection-requests.ts';
import { CONCURRENCY, VENDORS } from '#shared/connections/vendors.ts';
import { DEFAULT_MODEL } from '#shared/limits.ts';
import { because } from '#shared/messages/reason.ts';
import { Refusal } from '#shared/problem.ts';

import type { ConnectionRow } from '../../db/connection-repository.ts';
import type { Secrets } from '../../platform/secrets.ts';
import type { Balance } from '../../vendor/vendor.ts';
import type { OpenConnection, TaskContext } from '../task-context.ts';
import { createAccountCheck } from './account-check.ts';
import { addressOf, type AddressCheck } from './address-of.ts';
import { connectionAt } from './connection-at.ts';
import type { Connections, OpenVendor } from './connection-registry.ts';

export interface ConnectionParts {
  registry: Connections;
  secrets: Secrets;
  openVendor: OpenVendor;
  checkAddress: AddressCheck;
}

export const refuse = (status: number, why: string | ReturnType<typeof because>, field?: string) =>
  new Refusal(status, {
    code: 'not-allowed',
    ...(typeof why === 'string' ? { message: why } : why),
    ...(field !== undefined && { field }),
  });

/** Makes connections, each with a key that was tried first. */
export function createAddConnection({ connectionRows, clock }: TaskContext, parts: ConnectionParts) {
  const { registry, openVendor, checkAddress } = parts;
  const { knows, findGone } = createAccountCheck(connectionRows, registry);

  /** @throws Refusal 400 for an address that must not be asked */
  const rowFor = async ({ vendor, baseUrl, dialect }: Omit<KeyTest, 'key'>): Promise<ConnectionRow> =>
    createConnectionRow(await addressOf({ vendor, baseUrl }, checkAddress), dialect, clock.now());

  /** @throws Refusal 409 */
  function assertNameFree(name: string, id: string | null): void {
    if (registry.freeName(name, id) !== name) throw refuse(409, because('connectionNameTaken'), 'name');
  }

  /** @throws Refusal 409 */
  function assertKeyFree(baseUrl: string | null, key: string): void {
    const owner = baseUrl === null ? null : registry.ownerOf(baseUrl, key);
    if (owner !== null) throw refuse(409, because('keyInUse', owner), 'key');
  }

  /** @returns its id */
  async function add(asked: NewConnection): Promise<string> {
    const { key, name, isDefault = false, verified = true } = asked;
    const row = { ...(await rowFor(asked)), route: asked.route ?? null };
    assertRoute(row);
    const assertFree = (id: string | null) => {
      if (name !== undefined) assertNameFree(name, id);
      assertKeyFree(row.baseUrl, key);
    };
    assertFree(null);
    const client = openVendor(row, key);
    const balance = await client.readBalance();
    assertTaken(balance, !verified);
    const gone = balance.problem === null ? await findGone(client, row.baseUrl) : null;
    // While the vendor was asked, the same may have been asked from another tab.
    const id = gone?.id ?? null;
    assertFree(id);
    const wanted: ConnectionRow = {
      ...row,
      ...(gone && { id: gone.id, createdAt: gone.createdAt }),
      name: name ?? registry.freeName(gone?.name ?? row.name, id),
      models: asked.models ?? row.models,
      pace: asked.pace ?? row.pace,
      concurrency: asked.concurrency ?? row.concurrency,
      isVerified: balance.problem === null,
    };
    store(parts, wanted, key);
    if (isDefault) registry.setDefault(wanted.id);
    await registry.find(wanted.id)?.context.credits.current();
    return wanted.id;
  }

  /** @throws Refusal 409 for another account's key */
  async function replaceKey({ context }: OpenConnection, key: string): Promise<void> {
    const row = context.row();
    assertKeyFree(row.baseUrl, key);
    const client = openVendor(row, key);
    assertTaken(await client.readBalance(), false);
    const answer = await knows(client, row.id);
    if (answer === 'no') throw refuse(409, because('keyOfAnother'), 'key');
    if (answer === 'unanswered') throw new Refusal(424, { code: 'unreachable', ...because('keyUnsaid') });
    store(parts, { ...context.row(), isVerified: true }, key);
  }

  return { rowFor, assertNameFree, add, replaceKey };
}

function createConnectionRow(
  address: Parameters<typeof connectionAt>[0],
  dialect: DialectName | undefined,
  createdAt: number,
): ConnectionRow {
  const at = connectionAt(address);
  const words = dialect ?? at.dialect;
  return {
    ...at,
    id: crypto.randomUUID(),
    dialect: words,
    route: null,
    models: [DEFAULT_MODEL],
    pace: VENDORS[words].pace,
    concurrency: CONCURRENCY,
    source: 'page',
    isVerified: true,
    isDefault: false,
    createdAt,
    removedAt: null,
  };
}

/** The key first: a row without its key would be a connection that cannot work. */
function store({ secrets, registry }: ConnectionParts, row: ConnectionRow, key: string): void {
  const before = secrets.get(row.id);
  secrets.set(row.id, key);
  try {
    registry.put(row);
  } catch (error) {
    if (before === null) secrets.remove(row.id);
    else secrets.set(row.id, before);
    throw error;
  }
}

/** @throws Refusal 400 for a route that no vendor of its dialect has */
function assertRoute({ route, dialect }: Pick<ConnectionRow, 'route' | 'dialect'>): void {
  const { label, routes } = VENDORS[dialect];
  if (route === null || routes.includes(route)) return;
  const message = `${label} takes sounds by: ${routes.join(', ')}.`;
  throw new Refusal(400, { code: 'invalid-request', message, field: 'route' });
}

/** @throws Refusal 422 when the key is refused, 424 when nobody says */
function assertTaken({ problem }: Balance, storeAnyway: boolean): void {
  if (problem === null) return;
  if (problem.code === 'unauthorized') throw new Refusal(422, { ...problem, charged: 'no', field: 'key' });
  if (!storeAnyway) throw new Refusal(424, { ...problem, charged: 'no' });
}
