import { useEffect, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';

import type { SoundRequest } from '#shared/sound-request.ts';

import { announce } from '../../../lib/announce.ts';
import { openDialog } from '../../../state/dialogs.ts';
import { usePrefersFlats } from '../../../state/key-spelling.ts';
import { strings } from '../../../strings/compose-strings.ts';
import { FieldHint } from '../../../ui/field-hint.tsx';
import { useSettledForm } from '../use-settled-form.ts';
import type { LintNote, lintPrompt } from './lint-prompt.ts';

/** The prompt's hint, or the first thing in it worth a word, with what would mend it. One line, so nothing jumps. */
export function PromptHint({
  form,
  id,
  usual,
}: {
  form: UseFormReturn<SoundRequest>;
  id: string;
  usual: string;
}) {
  const [ignored, setIgnored] = useState<ReadonlySet<string>>(new Set());
  const request = useSettledForm(form);
  usePrefersFlats();
  const lint = useLint(request.prompt !== '');
  const note = lint?.(request).find((each) => !ignored.has(each.id));
  if (!note) return <FieldHint id={id}>{usual}</FieldHint>;

  const ignore = () => {
    setIgnored(new Set([...ignored, note.id]));
    document.getElementById('prompt')?.focus();
  };
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
        aria-label={strings.lint.ignore}
        title={strings.lint.ignore}
        onClick={ignore}
      />
    </div>
  );
}

/** What reads the prompt is fetched when there is one. */
function useLint(isWanted: boolean): typeof lintPrompt | null {
  const [lint, setLint] = useState<typeof lintPrompt | null>(null);
  useEffect(() => {
    if (!isWanted || lint) return;
    let isShown = true;
    const load = async () => {
      const loaded = await import('./lint-prompt.ts');
      if (isShown) setLint(() => loaded.lintPrompt);
    };
    // Without it there are no hints, and nothing else is missing.
    load().catch(() => undefined);
    return () => {
      isShown = false;
    };
  }, [isWanted, lint]);
  return lint;
}

function FixButton({ form, fix }: { form: UseFormReturn<SoundRequest>; fix: NonNullable<LintNote['fix']> }) {
  const apply = () => {
    const { change } = fix;
    if (change === 'paste') {
      openDialog('paste', form.getValues('prompt'));
      return;
    }
    form.setValues((values) => ({ ...values, ...change }), { shouldDirty: true });
    // The button is gone with its note.
    document.getElementById('prompt')?.focus();
    announce(strings.lint.done);
  };
  return (
    <button type="button" className="fix" onClick={apply}>
      {fix.label}
    </button>
  );
}
