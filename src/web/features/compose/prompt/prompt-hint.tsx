import type { UseFormReturn } from 'react-hook-form';

import type { SoundRequest } from '#shared/sound-request.ts';

import { FieldHint } from '../../../ui/field-hint.tsx';
import { lazyComponent } from '../../../ui/lazy-component.tsx';
import { useDebouncedForm } from '../use-debounced-form.ts';

/** What reads the prompt is fetched when there is one. Without it there are no hints, and nothing else is missing. */
const PromptLint = lazyComponent(() => import('./prompt-lint.tsx'), 'PromptLint', null);

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
  const request = useDebouncedForm(form);
  const hint = <FieldHint id={id}>{usual}</FieldHint>;
  if (request.prompt === '') return hint;
  return (
    <PromptLint form={form} id={id} request={request}>
      {hint}
    </PromptLint>
  );
}
