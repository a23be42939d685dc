import { useCallback, useEffect } from 'react';

import type { Connection } from '#shared/connection.ts';
import { emptySound } from '#shared/empty-sound.ts';
import { DEFAULT_MODEL } from '#shared/limits.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import type { Api } from '../../api/api-client.ts';
import { announce } from '../../lib/announce.ts';
import { closeDialog, openDialog, useDialog } from '../../state/dialogs.ts';
import { strings } from '../../strings/compose-strings.ts';
import { lazyComponent } from '../../ui/lazy-component.tsx';
import { offerCommands } from '../commands/command-list.ts';
import { onRequestPasted } from '../commands/on-request-pasted.ts';
import { useShortcut } from '../commands/shortcuts.ts';
import { useWarmSends } from './generate/use-warm-sends.ts';
import type { ComposeForm } from './use-compose-form.ts';
import { useFormLink } from './use-form-link.ts';
import { useMessageEnd } from './use-message-end.ts';

const IdeasDialog = lazyComponent(() => import('./prompt/ideas-dialog.tsx'), 'IdeasDialog');
const VaryDialog = lazyComponent(() => import('./prompt/vary-dialog.tsx'), 'VaryDialog');
const CodeDialog = lazyComponent(() => import('../code/code-dialog.tsx'), 'CodeDialog');
const PasteDialog = lazyComponent(() => import('../code/paste-dialog.tsx'), 'PasteDialog');
const CommandPalette = lazyComponent(() => import('../commands/command-palette.tsx'), 'CommandPalette');
const ShortcutsDialog = lazyComponent(() => import('../commands/shortcuts-dialog.tsx'), 'ShortcutsDialog');

const DEFAULT_MODELS: readonly string[] = [DEFAULT_MODEL];
const RECENT = 100;

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
  useFormLink(form, models);
  useMessageEnd(compose.message);
  useWarmSends(api, form, connection);
  useShortcut('commands', () => openDialog('palette'));
  useShortcut('batch', () => openDialog('batch'));
  useShortcut('shortcuts', () => openDialog('shortcuts'));
  useShortcut('search', () => document.querySelector<HTMLElement>('#tasks input[type="search"]')?.focus());
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
  const loadRecent = useCallback((signal: AbortSignal) => readRecent(api, signal), [api]);

  const pick = (request: SoundRequest, said: string, isWhole: boolean) => {
    closeDialog();
    // After the dialog has given the focus back.
    setTimeout(() => {
      if (isWhole) compose.fill(request);
      else compose.change(request);
      announce(said);
    });
  };

  const props = { request: form.getValues(), onClose: closeDialog };
  switch (dialog?.name) {
    case 'ideas':
      return (
        <IdeasDialog {...props} loadRecent={loadRecent} onPick={(next) => pick(next, strings.filled, true)} />
      );
    case 'vary':
      return <VaryDialog {...props} onPick={(next) => pick(next, strings.filled, false)} />;
    case 'code':
      return <CodeDialog {...props} connection={connection} />;
    case 'paste':
      return (
        <PasteDialog
          {...props}
          text={dialog.text}
          models={models}
          onFill={(next) => pick(next, strings.filled, true)}
        />
      );
    case 'palette':
      return <CommandPalette onClose={closeDialog} />;
    case 'shortcuts':
      return <ShortcutsDialog onClose={closeDialog} />;
    case 'batch':
    case 'connections':
    case 'add-key':
    case undefined:
      return null;
  }
}

/** The latest requests; what a tracked task did not know is as usual. */
async function readRecent(api: Api, signal: AbortSignal): Promise<SoundRequest[]> {
  const { tasks } = await api.tasks({ limit: RECENT }, signal);
  return tasks.flatMap(({ request }) => {
    const known = Object.entries(request).filter(([, value]) => value !== null);
    return request.prompt === null ? [] : [{ ...emptySound, ...Object.fromEntries(known) }];
  });
}
