import { SANDBOX_ID, type Connection } from '#shared/connection.ts';
import type {
  ConnectionPatch,
  KeyTestAnswer,
  NewConnection,
} from '#shared/connections/connection-requests.ts';
import { Refusal } from '#shared/problem.ts';

import { DIALECTS } from '../../vendor/dialects.ts';
import type { Balance } from '../../vendor/vendor.ts';
import type { OpenConnection, TaskContext } from '../task-context.ts';
import type { ConnectionActions } from '../tasks.ts';
import { type ConnectionParts, createAddConnection, refuse } from './add-connection.ts';
import { toConnection, type createConnectionList } from './connection-list.ts';

/** What a person does with connections. */
export function createConnectionActions(
  context: TaskContext,
  list: ReturnType<typeof createConnectionList>,
  parts: ConnectionParts,
): ConnectionActions {
  const { registry, openVendor } = parts;
  const { rowFor, assertNameFree, add, replaceKey } = createAddConnection(context, parts);

  const shown = (id: string) => shownOf(registry, id);
  const told = (id: string): Connection =>
    toConnection(shown(id), { defaultId: registry.defaultId(), count: registry.open().length });

  async function patch(id: string, change: ConnectionPatch) {
    const { key, sameAccount, isDefault, ...settings } = change;
    const one = shown(id);
    const changed = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
    const isChanged = Object.keys(changed).length > 0;
    if (key !== undefined || isChanged) assertOurs(one);
    if (settings.name !== undefined) assertNameFree(settings.name, id);
    if (key !== undefined) {
      assertSaid(sameAccount);
      if (!sameAccount) return { connection: told(await add(asNewConnection(one, key))), isNew: true };
      await replaceKey(one, key);
    }
    if (isChanged) registry.change(id, changed);
    if (isDefault === true) registry.setDefault(id);
    return { connection: told(id), isNew: false };
  }

  return {
    list: () => list.current(),
    models: () => [...new Set(registry.open().flatMap(({ context: { row } }) => row().models))],
    facts(idOrName) {
      const { id, vendor, row } = registry.pick(idOrName).context;
      return { id, models: row().models, slowDownCode: DIALECTS[vendor.dialect].slowDownCode };
    },
    async tryKey({ key, ...target }) {
      return toAnswer(await openVendor(await rowFor(target), key).readBalance());
    },
    async test(id) {
      const { credits, row } = shown(id).context;
      const balance = await credits.read();
      if (balance.problem === null && !row().isVerified) registry.change(id, { isVerified: true });
      else list.push();
      return toAnswer(balance);
    },
    add: async (connection) => told(await add(connection)),
    patch,
    remove(id, detach) {
      assertOurs(shown(id));
      if (!detach) assertIdle(context, id);
      cancelHeld(context, id);
      registry.retire(id);
    },
  };
}

/** @throws Refusal 404 */
function shownOf(registry: ConnectionParts['registry'], id: string): OpenConnection {
  const found = registry.find(id);
  if (found) return found;
  throw new Refusal(404, { code: 'not-found', message: 'There is no such connection.' });
}

/** @throws Refusal 409 */
function assertOurs({ isFixed, context: { id } }: OpenConnection): void {
  if (!isFixed) return;
  throw refuse(
    409,
    id === SANDBOX_ID
      ? 'The sandbox is always there as it is.'
      : 'The environment sets this connection up: change SOUNDS_… there.',
  );
}

/** The same vendor by another account. @throws Refusal 409 for the sandbox */
function asNewConnection({ context }: OpenConnection, key: string): NewConnection {
  const { vendor, baseUrl, dialect, route, models, pace, concurrency } = context.row();
  if (vendor === 'sandbox' || baseUrl === null) throw refuse(409, 'The sandbox takes no key.', 'key');
  const address = vendor === 'custom' ? { baseUrl } : {};
  return { vendor, ...address, dialect, models, pace, concurrency, ...(route !== null && { route }), key };
}

/** @throws Refusal 409 while it has tasks under way */
function assertIdle({ connectionRows }: TaskContext, id: string): void {
  const { held, sending, rendering } = connectionRows.countBusy(id);
  if (held + sending + rendering === 0) return;
  throw refuse(
    409,
    `${held} of its tasks wait, ${sending} are on their way, ${rendering} render. With ?detach=true the waiting ones are cancelled, the others wait for a connection of that vendor.`,
  );
}

/** @throws Refusal 400 */
function assertSaid(sameAccount: boolean | undefined): asserts sameAccount is boolean {
  if (sameAccount !== undefined) return;
  const message = 'Say with sameAccount whether the new key is of the same account.';
  throw new Refusal(400, { code: 'invalid-request', message, field: 'sameAccount' });
}

const toAnswer = ({ credits, problem }: Balance): KeyTestAnswer => ({
  ok: problem === null,
  credits,
  ...(problem && { problem }),
});

/** What was not sent will not be: nothing was charged. */
function cancelHeld({ repository, queue, clock }: TaskContext, connection: string): void {
  repository.transact(() => {
    for (const { id } of queue.all(connection))
      repository.move(id, 'cancelled', { endedAt: clock.now(), problem: null });
  });
}
