import type { Connection } from '#shared/connection.ts';

import * as words from '../../strings/connection-strings.ts';
import { useDefault } from './connections-api.ts';

/** The same choice as in the header's menu. */
export function ConnectionSelect({ connections }: { connections: readonly Connection[] }) {
  const setDefault = useDefault();
  return (
    <select
      aria-label={words.sendTo}
      title={words.sendTo}
      className="field min-h-8 max-w-28 flex-none text-sm"
      value={connections.find(({ isDefault }) => isDefault)?.id}
      onChange={({ target }) => setDefault(target.value)}
    >
      {connections.map(({ id: own, name }) => (
        <option key={own} value={own}>
          {name}
        </option>
      ))}
    </select>
  );
}
