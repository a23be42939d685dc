import type { ConnectionRepository, ConnectionRow } from '../../db/connection-repository.ts';
import type { Vendor } from '../../vendor/vendor.ts';
import type { Connections } from './connection-registry.ts';

/** Known taskIds that are read with a new key before it counts as another account's. */
const KNOWN_TRIES = 3;

/** Whose key it is, told by the tasks that it can read. */
export function createAccountCheck(connectionRows: ConnectionRepository, registry: Connections) {
  /** Whether the vendor knows, by this key, a task of that connection. */
  async function knows(vendor: Vendor, id: string): Promise<'yes' | 'no' | 'unanswered' | 'no-tasks'> {
    const taskIds = connectionRows.knownTaskIds(id, KNOWN_TRIES);
    let isSilent = false;
    for (const taskId of taskIds) {
      const { kind } = await vendor.readRecord(taskId);
      if (kind === 'found') return 'yes';
      isSilent ||= kind === 'unanswered';
    }
    if (isSilent) return 'unanswered';
    return taskIds.length === 0 ? 'no-tasks' : 'no';
  }

  /** A connection that is gone and that this key belongs to: its tasks can be followed again. */
  async function findGone(vendor: Vendor, baseUrl: string | null): Promise<ConnectionRow | null> {
    for (const row of registry.gone())
      if (row.baseUrl === baseUrl && (await knows(vendor, row.id)) === 'yes') return row;
    return null;
  }

  return { knows, findGone };
}
