import type { ReactNode } from 'react';

import * as words from '../../strings/page-strings.ts';
import { Help } from '../commands/help.tsx';
import { ThemeButton } from './theme-button.tsx';

/** `children`: what is known of the connection. */
export function Header({ children }: { children?: ReactNode }) {
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
        <div className="flex min-w-0 flex-1 items-center gap-3 sm:gap-4">{children}</div>
        <div className="flex w-20 shrink-0">
          <ThemeButton />
          <Help />
        </div>
      </div>
    </header>
  );
}
