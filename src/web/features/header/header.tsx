import type { Connection } from '#shared/connection.ts';

import * as words from '../../strings/page-strings.ts';
import { n } from '../../strings/plurals.ts';
import { Help } from '../commands/help.tsx';
import { ConnectionStatus } from '../connections/connection-status.tsx';
import { ThemeButton } from './theme-button.tsx';

export function Header({ connection, isLost }: { connection: Connection | undefined; isLost: boolean }) {
  const credits = connection?.credits ?? null;
  return (
    <header className="sticky top-0 z-10 border-b border-line bg-paper">
      <div className="page flex h-12 items-center gap-3 sm:gap-4">
        <h1 className="flex items-center gap-2 font-semibold">
          <svg
            viewBox="0 0 24 24"
            className="size-5 max-[359px]:hidden"
            fill="none"
            strokeWidth="2"
            strokeLinecap="round"
            aria-hidden="true"
          >
            <path stroke="currentColor" d="M4 10v4M9 7v10M19 10.5v3" />
            <path className="stroke-accent" d="M14 4v16" />
          </svg>
          {words.name}
        </h1>
        <ConnectionStatus connection={connection} isLost={isLost} />
        {credits === null ? null : (
          <p className="ml-auto shrink-0 text-sm text-muted max-sm:hidden">
            <span className="font-semibold text-ink">{n(credits)}</span> {words.credits}
          </p>
        )}
        <div className={`flex w-20 shrink-0 ${credits === null ? 'ml-auto' : 'max-sm:ml-auto'}`}>
          <ThemeButton />
          <Help />
        </div>
      </div>
    </header>
  );
}
