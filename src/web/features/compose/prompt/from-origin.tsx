import type { UseFormReturn } from 'react-hook-form';

import type { SoundRequest } from '#shared/sound-request.ts';

import { announce } from '../../../lib/announce.ts';
import { usePrefersFlats } from '../../../state/key-spelling.ts';
import { strings } from '../../../strings/compose-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { RequestDiffList } from '../request-diff-list.tsx';
import { diffRequests } from '../request-diff.ts';
import { useSettledForm } from '../use-settled-form.ts';

/** How far the form has come from the task it was filled from, and the way back. */
export function FromOrigin({ form, origin }: { form: UseFormReturn<SoundRequest>; origin: SoundRequest }) {
  const request = useSettledForm(form);
  usePrefersFlats();
  const changes = diffRequests(origin, request);
  if (changes.length === 0) return null;
  return (
    <div className="from-origin">
      <p className="flex items-center justify-between gap-2">
        {strings.bar.changed(changes.length)}
        <Button
          look="quiet"
          onClick={() => {
            form.setValues(() => origin, { shouldDirty: true });
            document.getElementById('prompt')?.focus();
            announce(strings.bar.undone);
          }}
        >
          {strings.bar.undo}
        </Button>
      </p>
      <RequestDiffList changes={changes} />
    </div>
  );
}
