import '../../styles/connections.css';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, type KeyboardEvent, type RefObject } from 'react';

import type { Connection } from '#shared/connection.ts';

import { connectionsQuery } from '../../api/api-client.ts';
import { useApi } from '../../api/api-context.ts';
import { announce } from '../../lib/announce.ts';
import { useCover } from '../../lib/covers.ts';
import { serverNow } from '../../lib/server-clock.ts';
import { openDialog } from '../../state/dialogs.ts';
import * as dialogWords from '../../strings/connection-dialog-strings.ts';
import * as words from '../../strings/connection-strings.ts';
import { ago } from '../../strings/format/connection-times.ts';
import { n } from '../../strings/format/plurals.ts';
import { Icon } from '../../ui/icon.tsx';
import { ConnectionDot } from './connection-dot.tsx';
import { isSandbox, troubleOf } from './connection-trouble.ts';
import { useDefault } from './connections-api.ts';

function meaningOf(connection: Connection): string {
  const trouble = troubleOf(connection);
  if (trouble !== null) return connection.keyRefusedSince ? dialogWords.replaceIt(trouble) : trouble;
  const { credits, creditsAt } = connection;
  if (isSandbox(connection))
    return `${dialogWords.sandboxMeaning}${credits === null ? '' : ` ${words.balance(credits, true)}`}`;
  if (credits === null || creditsAt === undefined) return dialogWords.spendsUnknown;
  const seconds = Math.max(0, (serverNow() - Date.parse(creditsAt)) / 1000);
  return dialogWords.spends(n(credits), ago(seconds));
}

/** Who makes new sounds, and the ways to add and to manage. Arrow keys move, Escape, Back and a press beside it close. */
export function ConnectionMenu({
  onClose,
  opener,
}: {
  onClose: () => void;
  opener: RefObject<HTMLButtonElement | null>;
}) {
  const { data: connections = [] } = useQuery(connectionsQuery(useApi()));
  const setDefault = useDefault();
  const menu = useRef<HTMLDivElement>(null);

  useCover(true, onClose);
  useEffect(() => {
    menu.current?.querySelector<HTMLElement>('[aria-checked=true]')?.focus();
    const onPress = ({ target }: PointerEvent) => {
      if (target instanceof Node && !menu.current?.contains(target) && !opener.current?.contains(target))
        onClose();
    };
    document.addEventListener('pointerdown', onPress);
    return () => document.removeEventListener('pointerdown', onPress);
  }, [onClose, opener]);

  function onKeyDown(event: KeyboardEvent) {
    const items = [...(menu.current?.querySelectorAll<HTMLElement>('button') ?? [])];
    const at = items.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined) items.at(to % items.length)?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') onClose();
    else return;
    // Single letters and arrows of the page must not act as well; Tab goes on from the button.
    event.stopPropagation();
    if (event.key !== 'Tab') event.preventDefault();
  }

  const open = (name: 'connections' | 'add-key') => {
    onClose();
    openDialog(name);
  };
  return (
    <div
      ref={menu}
      role="menu"
      tabIndex={-1}
      aria-label={dialogWords.connections}
      className="connection-menu"
      onKeyDown={onKeyDown}
    >
      <p className="px-2 pt-1 pb-1 text-xs text-muted">{dialogWords.madeBy}</p>
      {connections.map((connection) => (
        <ConnectionChoice
          key={connection.id}
          connection={connection}
          onChoose={() => {
            setDefault(connection.id);
            announce(dialogWords.nowMadeBy(connection.name));
            onClose();
          }}
        />
      ))}
      <hr />
      <button type="button" role="menuitem" tabIndex={-1} onClick={() => open('add-key')}>
        <Icon name="key" />
        {dialogWords.addKey}
      </button>
      <button type="button" role="menuitem" tabIndex={-1} onClick={() => open('connections')}>
        <Icon name="lines" />
        {dialogWords.all}
        <span className="ms-auto text-xs text-muted">{dialogWords.allAside}</span>
      </button>
    </div>
  );
}

function ConnectionChoice({ connection, onChoose }: { connection: Connection; onChoose: () => void }) {
  const trouble = troubleOf(connection);
  return (
    <button
      type="button"
      role="menuitemradio"
      aria-checked={connection.isDefault}
      tabIndex={-1}
      onClick={onChoose}
    >
      <ConnectionDot isOff={trouble !== null} />
      <span className="grid min-w-0 flex-1">
        <span dir="auto" className="wrap-anywhere font-semibold">
          {connection.name}
        </span>
        <span className={`text-xs ${trouble === null ? 'text-muted' : 'text-danger'}`}>
          {meaningOf(connection)}
        </span>
      </span>
      {connection.isDefault && <Icon name="check" className="text-ok" />}
    </button>
  );
}
