import type { Connection } from '#shared/connection.ts';

import { announce } from '../../../lib/announce.ts';
import { useStore } from '../../../lib/create-store.ts';
import { onDemand } from '../../../lib/on-demand.ts';
import { openDialog, type DialogName } from '../../../state/dialogs.ts';
import * as words from '../../../strings/compose-strings.ts';
import { partMissing } from '../../../strings/page-strings.ts';
import { lazyComponent } from '../../../ui/lazy-component.tsx';
import { useTick } from '../../../ui/use-tick.ts';
import type { ComposeForm } from '../use-compose-form.ts';

/** Fetched before it is needed: browsers let nothing but a press copy. */
const linkCopier = onDemand(() => import('../link/copy-form-link.ts'));

const FromOrigin = lazyComponent(() => import('./from-origin.tsx'), 'FromOrigin');

const DIALOGS = [
  ['ideas', words.ideas],
  ['vary', words.vary],
  ['code', words.code],
] as const satisfies readonly (readonly [DialogName, string])[];

/** What can be done with the prompt, and how far the form has come from where it was filled from. */
export function PromptBar({
  compose,
  connection,
}: {
  compose: ComposeForm;
  connection: Connection | undefined;
}) {
  const origin = useStore(compose.origin);
  const [isCopied, tick] = useTick();
  const copyLink = async () => {
    try {
      await linkCopier.run((copier) => copier.copyFormLink(compose.form.getValues(), connection, tick));
    } catch {
      announce(partMissing);
    }
  };
  return (
    <>
      <fieldset aria-label={words.promptTools} className="tools">
        {DIALOGS.map(([name, label]) => (
          <button
            key={name}
            type="button"
            className="quiet"
            aria-haspopup="dialog"
            onClick={() => openDialog(name)}
          >
            {label}
          </button>
        ))}
        <button
          type="button"
          className="quiet"
          onPointerEnter={linkCopier.prefetch}
          onFocus={linkCopier.prefetch}
          onClick={() => void copyLink()}
        >
          {isCopied ? words.copied : words.copyLink}
        </button>
      </fieldset>
      {origin && <FromOrigin compose={compose} origin={origin} />}
    </>
  );
}
