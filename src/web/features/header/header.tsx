import type { ReactNode } from 'react';

import { openDialog } from '../../state/dialogs.ts';
import * as words from '../../strings/page-strings.ts';
import { useIsMac } from '../../ui/use-is-mac.ts';
import { LanguageMenu } from './language-menu.tsx';
import { ThemeButton } from './theme-button.tsx';

/** `children`: what is known of the connection. */
export function Header({ children }: { children?: ReactNode }) {
  const isMac = useIsMac();
  return (
    <header className="top page">
      <h1>
        <svg viewBox="0 0 24 24" fill="none" strokeWidth="2" strokeLinecap="round" aria-hidden="true">
          <path stroke="currentColor" d="M4 10v4M9 7v10M19 10.5v3" />
          <path stroke="var(--accent)" d="M14 4v16" />
        </svg>
        <span translate="no">{words.name}</span>
      </h1>
      <div className="top-middle">{children}</div>
      <button
        type="button"
        className="quiet commands-button"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => openDialog('palette')}
      >
        <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
          <path d="M7 2.8a4.2 4.2 0 1 1 0 8.4 4.2 4.2 0 0 1 0-8.4zM10.2 10.2l3.3 3.3" />
        </svg>
        <span>{words.commands}</span>
        <kbd aria-hidden="true">{isMac ? '⌘K' : 'Ctrl K'}</kbd>
      </button>
      <LanguageMenu />
      <ThemeButton />
      <button
        type="button"
        className="icon-button"
        aria-label={words.help}
        title={words.helpTitle}
        aria-haspopup="dialog"
        onClick={() => openDialog('shortcuts')}
      >
        ?
      </button>
    </header>
  );
}
