import type { UseFormReturn } from 'react-hook-form';

import type { SoundRequest } from '#shared/sound-request.ts';

import { announce } from '../../../lib/announce.ts';
import { openDialog, type DialogName } from '../../../state/dialogs.ts';
import { usePrefersFlats } from '../../../state/key-spelling.ts';
import { say } from '../../../strings/helper-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { RequestDiff } from '../diff-view.tsx';
import { diffRequests } from '../request-diff.ts';
import { useSettledForm } from '../use-settled-form.ts';

const SHEETS = [
  ['ideas', say.bar.ideas],
  ['vary', say.bar.vary],
  ['code', say.bar.code],
  ['palette', say.palette.heading],
] as const satisfies readonly (readonly [DialogName, string])[];

/** What can be done with the prompt, and how far the form has come from the task it was filled from. */
export function PromptBar({
  form,
  origin,
  onCopyLink,
}: {
  form: UseFormReturn<SoundRequest>;
  origin: SoundRequest | null;
  onCopyLink: () => void;
}) {
  return (
    <>
      <fieldset aria-label={say.bar.name} className="tool-row min-w-0">
        {SHEETS.map(([name, label]) => (
          <Button
            key={name}
            look="quiet"
            // A phone has it in its bar.
            className={name === 'palette' ? 'tool max-sm:hidden' : 'tool'}
            {...(name === 'palette' && { 'aria-keyshortcuts': 'Control+K Meta+K' })}
            aria-haspopup="dialog"
            onClick={() => openDialog(name)}
          >
            {label}
          </Button>
        ))}
        <Button look="quiet" className="tool ml-auto" onClick={onCopyLink}>
          {say.bar.link}
        </Button>
      </fieldset>
      {origin && <FromOrigin form={form} origin={origin} />}
    </>
  );
}

function FromOrigin({ form, origin }: { form: UseFormReturn<SoundRequest>; origin: SoundRequest }) {
  const request = useSettledForm(form);
  usePrefersFlats();
  const changes = diffRequests(origin, request);
  if (changes.length === 0) return null;
  return (
    <div className="from-origin">
      <p className="flex items-center justify-between gap-2">
        {say.bar.changed(changes.length)}
        <Button
          look="quiet"
          onClick={() => {
            form.setValues(() => origin, { shouldDirty: true });
            document.getElementById('prompt')?.focus();
            announce(say.bar.undone);
          }}
        >
          {say.bar.undo}
        </Button>
      </p>
      <RequestDiff changes={changes} />
    </div>
  );
}
