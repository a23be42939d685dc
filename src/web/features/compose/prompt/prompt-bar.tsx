import type { UseFormReturn } from 'react-hook-form';

import type { Connection } from '#shared/connection.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import { openDialog, type DialogName } from '../../../state/dialogs.ts';
import { strings } from '../../../strings/compose-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { lazyComponent } from '../../../ui/lazy-component.tsx';
import { copyFormLink } from '../copy-form-link.ts';

const FromOrigin = lazyComponent(async () => (await import('./from-origin.tsx')).FromOrigin);

const DIALOGS = [
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
        {DIALOGS.map(([name, label]) => (
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
          className="tool ms-auto"
          onClick={() => void copyFormLink(form.getValues(), connection)}
        >
          {strings.bar.link}
        </Button>
      </fieldset>
      {origin && <FromOrigin form={form} origin={origin} />}
    </>
  );
}
