import '../../../styles/changes.css';
import { useState } from 'react';

import { announce } from '../../../lib/announce.ts';
import { usePrefersFlats } from '../../../state/key-spelling.ts';
import { common } from '../../../strings/tool-strings.ts';
import { Popover } from '../../../ui/popover.tsx';
import { RequestDiffList } from '../request-diff-list.tsx';
import { diffRequests } from '../request-diff.ts';
import type { ComposeForm, Origin } from '../use-compose-form.ts';
import { useDebouncedForm } from '../use-debounced-form.ts';

/** How far the form has come from the task it was filled from, or that it was cleared; and the way back. */
export function FromOrigin({ compose, origin }: { compose: ComposeForm; origin: Origin }) {
  const request = useDebouncedForm(compose.form);
  const [isOpen, setIsOpen] = useState(false);
  usePrefersFlats();
  const changes = diffRequests(origin.request, request);
  // Nothing of what is written anew is lost by a press of Undo.
  if (changes.length === 0 || (origin.isCleared && request.prompt !== '')) return null;
  const close = () => setIsOpen(false);
  return (
    <fieldset aria-label={common.changes} className="changes">
      {origin.isCleared ? (
        <span>{common.cleared}</span>
      ) : (
        <button type="button" className="quiet" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {common.changed(changes.length)}
        </button>
      )}
      <button
        type="button"
        className="link"
        onClick={() => {
          compose.undo();
          announce(origin.isCleared ? common.restored : common.undone);
        }}
      >
        {common.undo}
      </button>
      {isOpen && (
        <Popover label={common.changed(changes.length)} className="of-changes" onClose={close}>
          <RequestDiffList changes={changes} />
        </Popover>
      )}
    </fieldset>
  );
}
