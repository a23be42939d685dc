import { useId, useState } from 'react';

import * as taskWords from '../../../strings/list-strings.ts';
import * as words from '../../../strings/trouble-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { focusOnce } from '../../../ui/focus-once.ts';
import { ActionError } from './action-error.tsx';
import { useTrack } from './use-track.ts';

/** A taskId made elsewhere, to be followed here. */
export function TrackForm({ onClose }: { onClose: () => void }) {
  const id = useId();
  const [taskId, setTaskId] = useState('');
  const track = useTrack(onClose);
  return (
    <form
      className="grid gap-2 rounded-card border border-line bg-card p-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (taskId.trim() !== '') track.mutate(taskId.trim());
      }}
    >
      <label htmlFor={id} className="text-sm">
        {words.trackField}
      </label>
      <div className="flex flex-wrap gap-2">
        <input
          ref={focusOnce}
          id={id}
          value={taskId}
          onChange={(event) => {
            setTaskId(event.target.value);
            track.reset();
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            // Not to end selecting, too.
            event.preventDefault();
            onClose();
          }}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={track.isError}
          aria-describedby={track.isError ? `${id}-error` : undefined}
          className="field min-h-(--ctl) min-w-0 flex-1 basis-48 max-sm:basis-full px-3 font-mono text-sm"
        />
        <Button type="submit" look="primary" aria-busy={track.isPending}>
          {taskWords.track}
        </Button>
        <Button look="quiet" onClick={onClose}>
          {words.close}
        </Button>
      </div>
      <ActionError id={`${id}-error`} error={track.error} />
    </form>
  );
}
