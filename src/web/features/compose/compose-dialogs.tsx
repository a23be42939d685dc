import { useEffect, useState } from 'react';

import type { Connection } from '#shared/connection.ts';
import { DEFAULT_MODEL } from '#shared/limits.ts';

import type { Api } from '../../api/api-client.ts';
import { readParams } from '../../lib/url-state.ts';
import { openDialog, useDialog, type DialogName } from '../../state/dialogs.ts';
import { lazyComponent } from '../../ui/lazy-component.tsx';
import { offerCommands } from '../commands/command-list.ts';
import { onRequestPasted } from '../commands/on-request-pasted.ts';
import { useShortcut } from '../commands/shortcuts.ts';
import { useWarmSends } from './generate/use-warm-sends.ts';
import { useFormLink } from './link/use-form-link.ts';
import type { ComposeForm } from './use-compose-form.ts';
import { useMessageEnd } from './use-message-end.ts';

/** Should it not come: index.html has filled in what is spelt as usual. */
const LinkFiller = lazyComponent(() => import('./link/link-filler.tsx'), 'LinkFiller', null);
// Out of the page's columns.
const FormDialog = lazyComponent(() => import('./form-dialog.tsx'), 'FormDialog', 'absolute text-sm');

const DEFAULT_MODELS: readonly string[] = [DEFAULT_MODEL];
/** These stand elsewhere. */
const NOT_OF_THE_FORM: ReadonlySet<DialogName> = new Set(['batch', 'connections', 'add-key']);

interface Props {
  api: Api;
  compose: ComposeForm;
  connection: Connection | undefined;
}

/** The dialogs, commands and shortcuts of the form, and its link. */
export function ComposeDialogs({ api, compose, connection }: Props) {
  const { form } = compose;
  const models = connection?.models ?? DEFAULT_MODELS;
  const dialog = useDialog();
  const [params] = useState(readParams);
  useFormLink(form, models);
  useMessageEnd(compose.message);
  useWarmSends(api, form, connection);
  useShortcut('commands', () => openDialog('palette'));
  useShortcut('batch', () => openDialog('batch'));
  useShortcut('shortcuts', () => openDialog('shortcuts'));
  useShortcut('search', () => {
    // The inspector over it has the key, too.
    const field = document.querySelector<HTMLElement>('#tasks:not([inert]) input[type="search"]');
    return field ? field.focus() : false;
  });
  useEffect(() => onRequestPasted((text) => openDialog('paste', text)), []);
  useEffect(
    () =>
      // The form's stand before those of the tasks.
      offerCommands(
        async () => (await import('./compose-commands.ts')).composeCommands(compose, connection),
        { areFirst: true },
      ),
    [compose, connection],
  );
  return (
    <>
      {params.size > 0 && <LinkFiller {...{ form, models, params }} />}
      {dialog && !NOT_OF_THE_FORM.has(dialog.name) && (
        <FormDialog {...{ api, compose, connection, models, dialog }} />
      )}
    </>
  );
}
