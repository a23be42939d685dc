import { memo, useEffect, useMemo } from 'react';
import type { UseFormReturn } from 'react-hook-form';

import type { Connection } from '#shared/connection.ts';
import { DEFAULT_MODEL } from '#shared/limits.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import type { Api } from '../../api/api-client.ts';
import { announce } from '../../lib/announce.ts';
import { copyText } from '../../lib/copy-text.ts';
import { wear } from '../../lib/wear.ts';
import { closeDialog, openDialog, useDialog } from '../../state/dialogs.ts';
import { letterShortcutsOff } from '../../state/preferences.ts';
import { say } from '../../strings/helper-strings.ts';
import { lazyComponent } from '../../ui/lazy-component.tsx';
import { CallbackHint } from '../code/callback-hint.tsx';
import { offerCommands } from '../commands/command-list.ts';
import { CommandsButton } from '../commands/commands-button.tsx';
import { composeCommands, focusSearch } from './compose-commands.ts';
import type { ComposeTools, ToolProps } from './compose-slots.ts';
import type { ComposeHandle } from './compose.tsx';
import { HearButton } from './key/hear-button.tsx';
import { KeyBar } from './key/key-bar.tsx';
import { PromptBar } from './prompt/prompt-bar.tsx';
import { PromptHint } from './prompt/prompt-hint.tsx';
import { Rehearse } from './scenario-picker.tsx';
import { formLink, useFormLink } from './use-form-link.ts';

import toolsCss from '../../styles/tools.css?inline';

wear(toolsCss);

const IdeasSheet = lazyComponent(async () => (await import('./prompt/ideas-dialog.tsx')).IdeasSheet);
const VarySheet = lazyComponent(async () => (await import('./prompt/vary-dialog.tsx')).VarySheet);
const CodeSheet = lazyComponent(async () => (await import('../code/code-dialog.tsx')).CodeSheet);
const PasteSheet = lazyComponent(async () => (await import('../code/paste-dialog.tsx')).PasteSheet);
const Palette = lazyComponent(async () => (await import('../commands/command-palette.tsx')).Palette);
const Shortcuts = lazyComponent(async () => (await import('../commands/shortcuts-dialog.tsx')).Shortcuts);

const DEFAULT_MODELS: readonly string[] = [DEFAULT_MODEL];
const RECENT = 100;
const TYPING =
  'input:not([type="range"], [type="checkbox"], [type="radio"]), textarea, select, [contenteditable]';

async function copyLink(
  form: UseFormReturn<SoundRequest>,
  connection: Connection | undefined,
): Promise<void> {
  try {
    await copyText(formLink(form.getValues(), connection?.models[0] ?? DEFAULT_MODEL));
    announce(say.bar.linkCopied);
  } catch {
    announce(say.notCopied);
  }
}

function SoundBar({ form }: ToolProps) {
  return (
    <div className="sound-row">
      <HearButton form={form} />
      <KeyBar form={form} />
    </div>
  );
}

/** What stands in the places the form keeps free. */
export const composeTools: ComposeTools = {
  // Each sees to itself what it shows of the form: a key pressed beside it is not its business.
  PromptHint: memo(PromptHint),
  PromptBar: memo(({ form, connection, origin }: ToolProps) => (
    <PromptBar form={form} origin={origin} onCopyLink={() => void copyLink(form, connection)} />
  )),
  SoundBar: memo(SoundBar),
  Rehearse: memo(Rehearse),
  CommandsButton,
  CallbackHint: memo(CallbackHint),
};

/** Sheets, shortcuts and the link to the form: loaded after the form. */
export function ToolDesk({
  api,
  compose,
  connection,
}: {
  api: Api;
  compose: ComposeHandle;
  connection: Connection | undefined;
}) {
  const { form } = compose;
  const models = connection?.models ?? DEFAULT_MODELS;
  const sheet = useDialog();
  useFormLink(form, models);
  useShortcuts();

  const loadRecent = useMemo(
    () => async (signal: AbortSignal) => {
      const { tasks } = await api.tasks({ limit: RECENT }, signal);
      return tasks.flatMap(({ request }) =>
        request.prompt === null
          ? []
          : [{ ...form.formState.defaultValues, ...known(request), prompt: request.prompt } as SoundRequest],
      );
    },
    [api, form],
  );

  useEffect(
    () =>
      offerCommands(
        () => composeCommands({ compose, copyLink: () => void copyLink(form, connection) }),
        // The form's stand before those of the tasks.
        { areFirst: true },
      ),
    [compose, form, connection],
  );

  const pick = (request: SoundRequest, said: string, isFromTask: boolean) => {
    closeDialog();
    // After the sheet has given the focus back.
    setTimeout(() => {
      if (isFromTask) compose.load(request);
      else form.setValues(() => request, { shouldDirty: true });
      announce(said);
    });
  };

  const props = { request: form.getValues(), onClose: closeDialog };
  switch (sheet?.name) {
    case 'ideas':
      return (
        <IdeasSheet
          {...props}
          loadRecent={loadRecent}
          onPick={(next) => pick(next, say.ideas.filled, true)}
        />
      );
    case 'vary':
      return <VarySheet {...props} onPick={(next) => pick(next, say.ideas.filled, false)} />;
    case 'code':
      return <CodeSheet {...props} connection={connection} />;
    case 'paste':
      return (
        <PasteSheet
          {...props}
          text={sheet.text}
          models={models}
          onFill={(next) => pick(next, say.paste.filled, true)}
        />
      );
    case 'palette':
      return <Palette onClose={closeDialog} />;
    case 'shortcuts':
      return <Shortcuts onClose={closeDialog} />;
    case undefined:
      return null;
  }
}

const known = (request: object) =>
  Object.fromEntries(Object.entries(request).filter(([, value]) => value !== null));

/** Ctrl/⌘+K, `?`, `/`, and a request pasted outside of any field. */
function useShortcuts(): void {
  useEffect(() => {
    const isTyping = ({ target }: Event) => target instanceof Element && target.closest(TYPING) !== null;
    const actionOf = (event: KeyboardEvent): (() => void) | null => {
      const isMod = event.ctrlKey !== event.metaKey && !event.altKey && !event.shiftKey;
      if (isMod && event.key.toLowerCase() === 'k') return () => openDialog('palette');
      const isSign = (event.key === '?' || event.key === '/') && !event.ctrlKey && !event.metaKey;
      if (!isSign || isTyping(event) || letterShortcutsOff.get()) return null;
      return event.key === '?' ? () => openDialog('shortcuts') : focusSearch;
    };
    const onKey = (event: KeyboardEvent) => {
      const act = actionOf(event);
      if (act === null || event.defaultPrevented || event.repeat || document.querySelector('dialog:modal'))
        return;
      event.preventDefault();
      act();
    };
    const onPaste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (isTyping(event) || document.querySelector('dialog:modal') || !/^\s*(?:curl\s|\{)/.test(text))
        return;
      event.preventDefault();
      openDialog('paste', text);
    };
    document.addEventListener('keydown', onKey);
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('paste', onPaste);
    };
  }, []);
}
