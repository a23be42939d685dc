import type { ConnectionRegistry, OpenConnection, TaskContext } from '../task-context.ts';

/** The one named; else one of which it is so, the default one first; else the default one. */
export function connectionWith(
  connections: ConnectionRegistry,
  isSo: (connection: OpenConnection) => boolean,
  named?: string,
): OpenConnection {
  const first = connections.pick(named);
  if (named !== undefined || isSo(first)) return first;
  return connections.open().find(isSo) ?? first;
}

/** The same for the connection that has a task of this taskId. */
export const connectionKnowing = (
  { connections, repository }: TaskContext,
  taskId: string,
  named?: string,
): OpenConnection =>
  connectionWith(connections, ({ context: { id } }) => repository.findByTaskId(taskId, id) !== null, named);
