import { useEffect, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';

import type { SoundRequest } from '#shared/sound-request.ts';

import { usePrefersFlats } from '../../../state/key-spelling.ts';
import { FieldHint } from '../../../ui/field-hint.tsx';
import { useDebouncedForm } from '../use-debounced-form.ts';
import type * as Lint from './lint-note.tsx';

/** The prompt's hint, or the first thing in it worth a word. */
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
  const request = useDebouncedForm(form);
  usePrefersFlats();
  const lint = useLint(request.prompt !== '');
  const note = lint?.lintPrompt(request).find((each) => !ignored.has(each.id));
  if (!lint || !note) return <FieldHint id={id}>{usual}</FieldHint>;
  return (
    <lint.LintNote
      note={note}
      form={form}
      id={id}
      onIgnore={() => setIgnored(new Set([...ignored, note.id]))}
    />
  );
}

/** What reads the prompt is fetched when there is one. */
function useLint(isWanted: boolean): typeof Lint | null {
  const [lint, setLint] = useState<typeof Lint | null>(null);
  useEffect(() => {
    if (!isWanted || lint) return;
    let isShown = true;
    const load = async () => {
      const loaded = await import('./lint-note.tsx');
      if (isShown) setLint(loaded);
    };
    // Without it there are no hints, and nothing else is missing.
    load().catch(() => undefined);
    return () => {
      isShown = false;
    };
  }, [isWanted, lint]);
  return lint;
}
