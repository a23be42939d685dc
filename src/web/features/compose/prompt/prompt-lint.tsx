import '../../../styles/lint-note.css';
import { useState, type ReactNode } from 'react';
import type { UseFormReturn } from 'react-hook-form';

import type { SoundRequest } from '#shared/sound-request.ts';

import { announce } from '../../../lib/announce.ts';
import { openDialog } from '../../../state/dialogs.ts';
import { usePrefersFlats } from '../../../state/key-spelling.ts';
import { strings } from '../../../strings/tool-strings.ts';
import { FieldHint } from '../../../ui/field-hint.tsx';
import { lintPrompt, type LintNote as Note } from './lint-prompt.ts';

/** The first thing in the prompt that is worth a word; its children where nothing is. */
export function PromptLint({
  form,
  id,
  request,
  children,
}: {
  form: UseFormReturn<SoundRequest>;
  id: string;
  request: SoundRequest;
  children: ReactNode;
}) {
  const [ignored, setIgnored] = useState<ReadonlySet<string>>(new Set());
  // Keys in the notes are spelt so.
  usePrefersFlats();
  const note = lintPrompt(request).find((each) => !ignored.has(each.id));
  if (!note) return children;
  return (
    <LintNote note={note} form={form} id={id} onIgnore={() => setIgnored(new Set([...ignored, note.id]))} />
  );
}

/** What is worth a word, with what would mend it. One line, so nothing jumps. */
function LintNote({
  note,
  form,
  id,
  onIgnore,
}: {
  note: Note;
  form: UseFormReturn<SoundRequest>;
  id: string;
  onIgnore: () => void;
}) {
  return (
    <div className="lint">
      <FieldHint id={id}>
        <span className="text-warn" title={note.text}>
          {note.text}
        </span>
      </FieldHint>
      {note.fix && <FixButton form={form} fix={note.fix} />}
      <button
        type="button"
        className="ignore"
        data-icon="close"
        title={strings.lint.ignore}
        onClick={() => {
          onIgnore();
          focusPrompt();
        }}
      />
    </div>
  );
}

/** The button that was pressed is gone with its note. */
const focusPrompt = (): void => document.getElementById('prompt')?.focus();

function FixButton({ form, fix }: { form: UseFormReturn<SoundRequest>; fix: NonNullable<Note['fix']> }) {
  const apply = () => {
    const { change } = fix;
    if (change === 'paste') {
      openDialog('paste', form.getValues('prompt'));
      return;
    }
    form.setValues((values) => ({ ...values, ...change }), { shouldDirty: true });
    focusPrompt();
    announce(strings.lint.done);
  };
  return (
    <button type="button" className="fix" onClick={apply}>
      {fix.label}
    </button>
  );
}
