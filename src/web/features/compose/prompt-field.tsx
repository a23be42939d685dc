import { useRef } from 'react';
import { useFormState, useWatch, type Control } from 'react-hook-form';

import { PROMPT_MAX } from '#contract/limits.ts';
import type { SoundRequest } from '#contract/sound.ts';

import { FieldHint } from '../../ui/field-hint.tsx';
import type { ComposeTools, ToolProps } from './tools.ts';

const NEARLY_FULL = 450;
/** As wide as a digit, so that the count does not move as it grows. */
const FIGURE_SPACE = '\u2007';
const USUAL = 'What it is, how near, how it feels.';

function counterColour(length: number): string {
  if (length > PROMPT_MAX) return 'font-semibold text-danger';
  return length >= NEARLY_FULL ? 'text-warn' : 'text-muted';
}

/** The largest thing on the page. Behind the text lies a copy of it, which gives the height and marks the surplus. */
export function PromptField({ tools, ...props }: ToolProps & { tools: ComposeTools | undefined }) {
  const { control, register } = props.form;
  // Not the text itself: what shows that is small and draws itself, key by key.
  const surplus = useWatch({ control, name: 'prompt', compute: surplusOf });
  const { errors } = useFormState({ control, name: 'prompt' });
  const copy = useRef<HTMLDivElement>(null);
  const error =
    errors.prompt?.message ??
    (surplus > 0
      ? `${surplus} ${surplus === 1 ? 'character' : 'characters'} too long. Shorten it.`
      : undefined);
  return (
    <div>
      <label htmlFor="prompt" className="mb-1 block font-semibold">
        Prompt
      </label>
      <div className="prompt field" data-invalid={error === undefined ? undefined : ''}>
        <div ref={copy} aria-hidden="true">
          <PromptCopy control={control} />
        </div>
        <textarea
          {...register('prompt')}
          id="prompt"
          rows={4}
          placeholder="Soft rain with distant thunder and a gentle wind"
          aria-invalid={error !== undefined}
          aria-describedby="prompt-hint prompt-count"
          onScroll={(event) => {
            if (copy.current) copy.current.scrollTop = event.currentTarget.scrollTop;
          }}
        />
      </div>
      <div className="flex justify-between gap-4">
        {tools && error === undefined ? (
          <tools.PromptHint {...props} id="prompt-hint" usual={USUAL} />
        ) : (
          <FieldHint id="prompt-hint" error={error}>
            {USUAL}
          </FieldHint>
        )}
        <PromptCount control={control} />
      </div>
      <div className="-mb-2 min-h-10">{tools && <tools.PromptBar {...props} />}</div>
    </div>
  );
}

const surplusOf = (prompt: string): number => Math.max(0, prompt.length - PROMPT_MAX);

function PromptCopy({ control }: { control: Control<SoundRequest> }) {
  const prompt = useWatch({ control, name: 'prompt' });
  if (surplusOf(prompt) === 0) return `${prompt} `;
  return (
    <>
      {prompt.slice(0, PROMPT_MAX)}
      <mark>{`${prompt.slice(PROMPT_MAX)} `}</mark>
    </>
  );
}

function PromptCount({ control }: { control: Control<SoundRequest> }) {
  const { length } = useWatch({ control, name: 'prompt' });
  return (
    <p
      id="prompt-count"
      className={`mt-1 min-w-18 text-right text-sm whitespace-nowrap ${counterColour(length)}`}
    >
      <span className="sr-only">Characters: </span>
      {`${length}`.padStart(3, FIGURE_SPACE)} / {PROMPT_MAX}
    </p>
  );
}
