import { useEffectEvent, useLayoutEffect, useRef, type Ref } from 'react';
import { useFormState, useWatch, type UseFormReturn } from 'react-hook-form';

import type { Connection } from '#shared/connection.ts';
import { PROMPT_MAX } from '#shared/limits.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import * as strings from '../../../strings/page-strings.ts';
import { FieldHint } from '../../../ui/field-hint.tsx';
import { useHelpers } from '../helpers.ts';
import type { ComposeForm } from '../use-compose-form.ts';

type Form = UseFormReturn<SoundRequest>;

const NEARLY_FULL = 450;
/** As wide as a digit, so that the count does not move as it grows. */
const FIGURE_SPACE = '\u2007';

const countText = (length: number): string => `${`${length}`.padStart(3, FIGURE_SPACE)} / ${PROMPT_MAX}`;

function levelOf(length: number): 'free' | 'full' | 'over' {
  if (length > PROMPT_MAX) return 'over';
  return length >= NEARLY_FULL ? 'full' : 'free';
}

/** The largest thing on the page. Behind the text lies a copy of it, which gives the height and marks the surplus. */
export function PromptField({
  compose,
  connection,
}: {
  compose: ComposeForm;
  connection: Connection | undefined;
}) {
  const { form } = compose;
  const { control, register } = form;
  const helpers = useHelpers();
  // Not the text itself: what shows that is small and draws itself, key by key.
  const surplus = useWatch({ control, name: 'prompt', compute: surplusOf });
  const { errors } = useFormState({ control, name: 'prompt' });
  const copy = useRef<HTMLDivElement>(null);
  const error = errors.prompt?.message ?? (surplus > 0 ? strings.surplus(surplus) : undefined);
  return (
    <div className="compose-prompt">
      <div className="field-head">
        <label htmlFor="prompt" className="label">
          {strings.prompt}
        </label>
        <button type="button" className="quiet" title={strings.newSound} onClick={compose.clear}>
          {strings.clear}
        </button>
      </div>
      <div className="prompt field" data-invalid={error === undefined ? undefined : ''}>
        <PromptCopy form={form} ref={copy} />
        <textarea
          {...register('prompt')}
          id="prompt"
          rows={4}
          dir="auto"
          placeholder={strings.promptSample}
          aria-invalid={error !== undefined}
          aria-describedby="prompt-hint prompt-count"
          onScroll={(event) => {
            if (copy.current) copy.current.scrollTop = event.currentTarget.scrollTop;
          }}
        />
      </div>
      <div className="prompt-foot">
        {helpers && error === undefined ? (
          <helpers.PromptHint form={form} id="prompt-hint" usual={strings.promptUsual} />
        ) : (
          <FieldHint id="prompt-hint" error={error}>
            {strings.promptUsual}
          </FieldHint>
        )}
        <PromptCount form={form} />
      </div>
      <div className="tool-row">
        {helpers && <helpers.PromptBar compose={compose} connection={connection} />}
      </div>
    </div>
  );
}

const surplusOf = (prompt: string): number => Math.max(0, prompt.length - PROMPT_MAX);

/**
 * Draws what follows the text letter by letter, past React: a key is pressed more often than anything else is done.
 * React never touches what is drawn, as it renders those elements empty, or the same each time.
 */
function usePromptDrawing<Shown extends HTMLElement>(
  { getValues, subscribe }: Form,
  draw: (shown: Shown, prompt: string) => void,
) {
  const shown = useRef<Shown>(null);
  const redraw = useEffectEvent(() => {
    if (shown.current) draw(shown.current, getValues('prompt'));
  });
  // Before the parent's own, which fills in what was entered early.
  useLayoutEffect(() => {
    redraw();
    return subscribe({ name: 'prompt', formState: { values: true }, callback: () => redraw() });
  }, [subscribe]);
  return shown;
}

function PromptCopy({ form, ref }: { form: Form; ref: Ref<HTMLDivElement> }) {
  const copy = usePromptDrawing<HTMLSpanElement>(form, ({ children: [fits, surplus] }, prompt) => {
    if (fits) fits.textContent = prompt.slice(0, PROMPT_MAX);
    if (surplus) surplus.textContent = prompt.slice(PROMPT_MAX);
  });
  return (
    <div ref={ref} dir="auto" aria-hidden="true">
      <span ref={copy}>
        <span />
        <mark />
      </span>{' '}
    </div>
  );
}

function PromptCount({ form }: { form: Form }) {
  const count = usePromptDrawing<HTMLParagraphElement>(form, (shown, { length }) => {
    shown.dataset['level'] = levelOf(length);
    if (shown.lastChild) shown.lastChild.nodeValue = countText(length);
  });
  return (
    <p ref={count} id="prompt-count" className="hint prompt-count" translate="no">
      <span className="sr-only">{strings.characters} </span>
      {countText(0)}
    </p>
  );
}
