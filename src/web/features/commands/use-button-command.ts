import { useEffect, useRef, type RefObject } from 'react';

import { offerCommands } from './command-list.ts';

/** Makes a button findable in the command palette, for as long as it stands on the page. */
export function useButtonCommand(title: string): RefObject<HTMLButtonElement | null> {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const run = () => {
      // Brings it into sight too; what it opens stands beside it.
      button.current?.focus();
      if (button.current?.ariaExpanded !== 'true' && button.current?.ariaPressed !== 'true')
        button.current?.click();
    };
    return offerCommands(() => [{ id: title.replaceAll(/\W+/g, '-'), title, run }]);
  }, [title]);
  return button;
}
