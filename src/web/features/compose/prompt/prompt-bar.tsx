import type { UseFormReturn } from 'react-hook-form';

import type { Connection } from '#shared/connection.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import { announce } from '../../../lib/announce.ts';
import { openDialog, type DialogName } from '../../../state/dialogs.ts';
import { usePrefersFlats } from '../../../state/key-spelling.ts';
import { strings } from '../../../strings/compose-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { copyFormLink } from '../copy-form-link.ts';
import { RequestDiffList } from '../request-diff-list.tsx';
import { diffRequests } from '../request-diff.ts';
import { useSettledForm } from '../use-settled-form.ts';

const SHEETS = [
  ['ideas', strings.bar.ideas],
  ['vary', strings.bar.vary],
  ['code', strings.bar.code],
  ['palette', strings.palette.heading],
] as const satisfies readonly (readonly [DialogName, string])[];

/** What can be done with the prompt, and how far the form has come from the task it was filled from. */
export function PromptBar({
  form,
  connection,
  origin,
}: {
  form: UseFormReturn<SoundRequest>;
  connection: Connection | undefined;
  origin: SoundRequest | null;
}) {
  return (
    <>
      <fieldset aria-label={strings.bar.name} className="tool-row min-w-0">
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
        <Button
          look="quiet"
          className="tool ml-auto"
          onClick={() => void copyFormLink(form.getValues(), connection)}
        >
          {strings.bar.link}
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
