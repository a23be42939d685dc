import '../../styles/connections.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import type { Connection } from '#shared/connection.ts';

import { connectionsQuery } from '../../api/api-client.ts';
import { useApi } from '../../api/api-context.ts';
import { announce } from '../../lib/announce.ts';
import * as dialogWords from '../../strings/connection-dialog-strings.ts';
import { tryAgain } from '../../strings/page-strings.ts';
import { errorText } from '../../strings/problem-strings.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Modal } from '../../ui/modal.tsx';
import { AddKeyForm } from './add-key-form.tsx';
import { ConnectionRow } from './connection-row.tsx';

/** `adding` a new key, or replacing that of a connection; null: the list. */
type View = { adding: Connection | null } | null;

const FORM = 'add-key-form';

/** The connections, and in the same dialog the form for a key. */
export function ConnectionsDialog({ isAdding, onClose }: { isAdding: boolean; onClose: () => void }) {
  const { data: connections = [], error, refetch } = useQuery(connectionsQuery(useApi()));
  const [view, setView] = useState<View>(isAdding ? { adding: null } : null);
  const toList = () => setView(null);

  if (view === null)
    return (
      <Modal
        key="list"
        heading={dialogWords.connections}
        closeName={dialogWords.close}
        onClose={onClose}
        foot={<p className="hint">{dialogWords.keysKept}</p>}
      >
        <p className="text-sm text-muted">{dialogWords.lead}</p>
        {error && (
          <p role="alert" className="text-sm text-danger">
            {errorText(error)} <Button onClick={() => void refetch()}>{tryAgain}</Button>
          </p>
        )}
        <fieldset className="min-w-0" aria-label={dialogWords.usedForNew}>
          <ul className="bare-list connection-list">
            {connections.map((connection) => (
              <ConnectionRow
                key={connection.id}
                connection={connection}
                onReplace={() => setView({ adding: connection })}
              />
            ))}
          </ul>
        </fieldset>
        <div>
          <Button onClick={() => setView({ adding: null })}>
            <Icon name="key" />
            {dialogWords.addKey}
          </Button>
        </div>
      </Modal>
    );

  const { adding } = view;
  return (
    <Modal
      key="form"
      heading={adding ? dialogWords.replaceHeading(adding.name) : dialogWords.addHeading}
      closeName={dialogWords.close}
      onClose={onClose}
      beside={
        <Button look="quiet" aria-label={dialogWords.back} onClick={toList}>
          {dialogWords.backShort}
        </Button>
      }
    >
      <AddKeyForm
        id={FORM}
        replaced={adding}
        onCancel={toList}
        onDone={(said) => {
          announce(said);
          toList();
        }}
      />
    </Modal>
  );
}
