import type { KeyboardEvent } from 'react';

import * as words from '../../../strings/trouble-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { focusOnce } from '../../../ui/focus-once.ts';

/** A question in its place, not over it; focus goes to its careful answer. */
export function Confirm({
  question,
  yes,
  onYes,
  onNo,
}: {
  question: string;
  yes: string;
  onYes: () => void;
  onNo: () => void;
}) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    onNo();
  };
  return (
    <fieldset aria-label={words.confirm} className="grid min-w-0 gap-2 rounded-control bg-well p-3 text-sm">
      <p role="alert" className="max-w-[70ch]">
        {question}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={onYes} onKeyDown={onKeyDown}>
          {yes}
        </Button>
        <Button ref={focusOnce} look="quiet" onClick={onNo} onKeyDown={onKeyDown}>
          {words.keepAsIs}
        </Button>
      </div>
    </fieldset>
  );
}
