import { useId, useState } from 'react';

import type { Connection } from '#shared/connection.ts';
import { CONNECTION_NAME_MAX } from '#shared/connections/connection-limits.ts';

import * as dialogWords from '../../strings/connection-dialog-strings.ts';
import { errorText } from '../../strings/problem-strings.ts';
import { Button } from '../../ui/button.tsx';
import { usePatchConnection, useRemoveConnection } from './connections-api.ts';
import { PaceFields, paceText, readPace } from './pace-fields.tsx';

/** Name, pace, and what ends it. */
export function ConnectionSettings({
  connection,
  onReplace,
}: {
  connection: Connection;
  onReplace: () => void;
}) {
  const { id } = connection;
  const nameId = useId();
  const [name, setName] = useState(connection.name);
  const [pace, setPace] = useState(() => paceText(connection));
  const [isRemoving, setIsRemoving] = useState(false);
  const patch = usePatchConnection();
  const save = () => patch.mutate({ id, change: { name: name.trim(), ...readPace(pace) } });
  return (
    <form
      className="connection-more"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div>
        <label htmlFor={nameId} className="label">
          {dialogWords.name}
        </label>
        <input
          id={nameId}
          className="field min-h-10 w-full px-3"
          required
          maxLength={CONNECTION_NAME_MAX}
          autoComplete="off"
          value={name}
          aria-invalid={patch.error?.problem?.field === 'name'}
          onChange={({ target }) => setName(target.value)}
        />
      </div>
      <PaceFields value={pace} onChange={setPace} />
      {patch.error && (
        <p role="alert" className="text-xs text-danger">
          {errorText(patch.error)}
        </p>
      )}
      {isRemoving ? (
        <Removal connection={connection} onKeep={() => setIsRemoving(false)} />
      ) : (
        <div className="flex flex-wrap gap-2">
          <Button type="submit" aria-busy={patch.isPending}>
            {dialogWords.save}
          </Button>
          <Button onClick={onReplace}>{dialogWords.replaceMore}</Button>
          <Button onClick={() => setIsRemoving(true)}>{dialogWords.remove}</Button>
        </div>
      )}
    </form>
  );
}

/** Asked before; a second time when tasks of it are not finished. */
function Removal({ connection: { id, name }, onKeep }: { connection: Connection; onKeep: () => void }) {
  const remove = useRemoveConnection();
  const hasOpenTasks = remove.error?.status === 409;
  return (
    <fieldset aria-label={dialogWords.removing(name)} className="grid min-w-0 gap-2">
      <p className="text-sm">
        <b className="font-semibold">{dialogWords.removing(name)}</b> {dialogWords.removingMeaning}
      </p>
      {remove.error && (
        <p role="alert" className="text-xs text-danger">
          {hasOpenTasks ? dialogWords.removingOpen : errorText(remove.error)}
        </p>
      )}
      <div className="flex gap-2">
        <Button aria-busy={remove.isPending} onClick={() => remove.mutate({ id, detach: hasOpenTasks })}>
          {hasOpenTasks ? dialogWords.removeAnyway : dialogWords.remove}
        </Button>
        <Button look="quiet" onClick={onKeep}>
          {dialogWords.keep}
        </Button>
      </div>
    </fieldset>
  );
}
