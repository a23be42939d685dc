import { useEffect, useState } from 'react';
import { useForm, type FieldErrors } from 'react-hook-form';

import { emptySound } from '#shared/empty-sound.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import { ApiError } from '../../lib/api-error.ts';
import * as words from '../../strings/page-strings.ts';
import { FIELD_NAMES, fieldOf, focusField } from './form-fields.ts';
import { lazyResolver, loadValidation } from './lazy-validation.ts';

const MINUTE_MS = 60_000;

export type Submit = (request: SoundRequest) => Promise<unknown>;
export type SentAgo = (request: SoundRequest) => Promise<number | null>;

function focusFirst(errors: FieldErrors<SoundRequest>): void {
  const first = FIELD_NAMES.find((name) => errors[name] !== undefined);
  if (first) focusField(first);
}

/** The sentences of trouble come with the tasks; where they did not, the server is not there either. */
async function sayError(error: ApiError): Promise<string> {
  try {
    const { errorText } = await import('../../strings/problem-strings.ts');
    return errorText(error);
  } catch {
    return words.noAnswerAtAll;
  }
}

/** The form and what becomes of a press of Generate. What was typed stays, whatever the answer. */
export function useCompose(models: readonly string[], onSubmit: Submit, sentAgoMs: SentAgo) {
  const form = useForm<SoundRequest>({
    defaultValues: emptySound,
    resolver: lazyResolver(models),
    // Ours opens the fold first and knows the order of the screen.
    shouldFocusError: false,
  });
  const { setError, setValue, getValues, subscribe } = form;
  /** What stands at the form's foot. */
  const [foot, setFoot] = useState<string | null>(null);
  /** The request a second press is asked for. */
  const [asked, setAsked] = useState<string | null>(null);

  const [firstModel] = models;
  useEffect(() => {
    if (firstModel !== undefined && !models.includes(getValues('model'))) setValue('model', firstModel);
  }, [models, firstModel, getValues, setValue]);

  // What was said of another request no longer holds.
  useEffect(() => subscribe({ formState: { values: true }, callback: () => setFoot(null) }), [subscribe]);

  async function refuse(error: ApiError) {
    const field = fieldOf(error.problem?.field);
    if (!field || !error.problem) return setFoot(await sayError(error));
    setError(field, { type: 'server', message: error.problem.message });
    focusField(field);
  }

  async function asksAgain(request: SoundRequest): Promise<boolean> {
    const body = JSON.stringify(request);
    const ago = asked === body ? null : await sentAgoMs(request);
    setAsked(ago === null ? null : body);
    if (ago !== null) setFoot(words.sentAlready(words.ago(Math.round(ago / MINUTE_MS))));
    return ago !== null;
  }

  const press = form.handleSubmit(async (request) => {
    if (!(await asksAgain(request))) await onSubmit(request);
  }, focusFirst);

  async function submit() {
    setFoot(null);
    try {
      // Before `press`: a form that waits for its validator is not yet sending.
      await loadValidation();
      await press();
    } catch (thrown) {
      if (!(thrown instanceof ApiError)) throw thrown;
      await refuse(thrown);
    }
  }

  function fill(request: Partial<SoundRequest>) {
    // Not `setValue`: what the form read from the page by itself would then not be told to those who show it.
    form.setValues((values) => ({ ...values, ...request }), { shouldDirty: true });
  }

  return { form, foot, submit, fill };
}
