import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';

import { connectionQuery } from '../../api/api-client.ts';
import { useApi } from '../../api/api-context.ts';
import { useDialog } from '../../state/dialogs.ts';
import * as words from '../../strings/connection-strings.ts';
import { Button } from '../../ui/button.tsx';
import { lazyComponent } from '../../ui/lazy-component.tsx';
import { ConnectionDot } from './connection-dot.tsx';
import { isSandbox, troubleOf } from './connection-trouble.ts';

const ConnectionPanels = lazyComponent(() => import('./connection-panels.tsx'), 'ConnectionPanels');

/** Who makes new sounds, whether it answers, and what is left; its menu chooses another. */
export function ConnectionButton() {
  const { data: connection, isError } = useQuery(connectionQuery(useApi()));
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const dialog = useDialog();
  if (!connection && !isError) return null;
  const free = connection !== undefined && isSandbox(connection);
  const trouble = isError || !connection ? words.lost : troubleOf(connection);
  const name = connection?.name ?? words.lost;
  const credits = connection?.credits ?? null;
  const said = isError || credits === null ? '' : words.balance(credits, free);
  const close = () => {
    setIsOpen(false);
    button.current?.focus();
  };
  return (
    <>
      <Button
        ref={button}
        className="min-w-0 bg-card"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        <ConnectionDot isOff={trouble !== null} />
        <span className="sr-only">{words.buttonName} </span>
        <span className="truncate font-semibold">{isError ? words.lost : name}</span>
        <span className={`truncate max-sm:sr-only ${trouble === null ? 'text-muted' : 'text-danger'}`}>
          {isError ? '' : (trouble ?? said)}
        </span>
        <span data-icon="open-menu" className="flex max-[23rem]:hidden" />
      </Button>
      {(isOpen || dialog !== null) && (
        <ConnectionPanels isMenu={isOpen} dialog={dialog} onClose={close} opener={button} />
      )}
    </>
  );
}
