import { useCallback } from 'react';

import type { Connection } from '#shared/connection.ts';
import { emptySound } from '#shared/empty-sound.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import type { Api } from '../../api/api-client.ts';
import { announce } from '../../lib/announce.ts';
import { closeDialog, type OpenDialog } from '../../state/dialogs.ts';
import * as words from '../../strings/compose-strings.ts';
import { CodeDialog } from '../code/code-dialog.tsx';
import { PasteDialog } from '../code/paste-dialog.tsx';
import { CommandPalette } from '../commands/command-palette.tsx';
import { ShortcutsDialog } from '../commands/shortcuts-dialog.tsx';
import { IdeasDialog } from './prompt/ideas-dialog.tsx';
import { VaryDialog } from './prompt/vary-dialog.tsx';
import type { ComposeForm } from './use-compose-form.ts';

const RECENT = 100;

interface Props {
  api: Api;
  compose: ComposeForm;
  connection: Connection | undefined;
  models: readonly string[];
  dialog: OpenDialog;
}

/** The dialogs that read the form or fill it, and those of the commands: one part, fetched with the first of them. */
export function FormDialog({ api, compose, connection, models, dialog }: Props) {
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

  const props = { request: compose.form.getValues(), onClose: closeDialog };
  switch (dialog.name) {
    case 'ideas':
      return (
        <IdeasDialog {...props} loadRecent={loadRecent} onPick={(next) => pick(next, words.filled, true)} />
      );
    case 'vary':
      return <VaryDialog {...props} onPick={(next) => pick(next, words.filled, false)} />;
    case 'code':
      return <CodeDialog {...props} connection={connection} />;
    case 'paste':
      return (
        <PasteDialog
          {...props}
          text={dialog.text}
          models={models}
          onFill={(next) => pick(next, words.filled, true)}
        />
      );
    case 'palette':
      return <CommandPalette onClose={closeDialog} />;
    case 'shortcuts':
      return <ShortcutsDialog onClose={closeDialog} />;
    case 'batch':
    case 'connections':
    case 'add-key':
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
