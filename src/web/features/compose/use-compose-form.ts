import { useEffect, useRef, useState } from 'react';
import { useForm, type FieldErrors, type UseFormReturn } from 'react-hook-form';

import { emptySound } from '#shared/empty-sound.ts';
import { DEFAULT_MODEL } from '#shared/limits.ts';
import type { KnownRequest, SoundRequest } from '#shared/sound-request.ts';

import { ApiError } from '../../lib/api-error.ts';
import { createStore, type Store } from '../../lib/create-store.ts';
import { useLatest } from '../../lib/use-latest.ts';
import { variations } from '../../state/variations.ts';
import * as strings from '../../strings/page-strings.ts';
import { FIELD_NAMES, fieldOf, focusField } from './form-fields.ts';
import { awaitTypedKey } from './key/pending-key.ts';
import { lazyResolver, loadValidation } from './lazy-validation.ts';

const MINUTE_MS = 60_000;

export interface Submission {
  /** Rejects with an ApiError when nothing became of it; with `sent-already`, if `ask`, where the same was sent lately. */
  onSubmit: (request: SoundRequest, ask: boolean) => Promise<unknown>;
}

/** What the form can go back to: a task that is edited, or how it was before it was cleared. */
export interface Origin {
  request: SoundRequest;
  isCleared: boolean;
  before: Origin | null;
}

/** The form, and what the rest of the page may do with it. */
export interface ComposeForm {
  form: UseFormReturn<SoundRequest>;
  origin: Store<Origin | null>;
  /** What stands at the form's foot: why nothing was sent. */
  message: Store<string | null>;
  /** Changes some fields. */
  change: (fields: Partial<SoundRequest>) => void;
  /** Puts a whole request into the form, ready to be changed. Always the same function. */
  fill: (request: KnownRequest) => void;
  /** The same with a task's request, to which the form is compared from then on. */
  edit: (request: KnownRequest) => void;
  /** Empties what is in sight, for a new sound. */
  clear: () => void;
  /** Back to the origin. */
  undo: () => void;
  /** What a press of Generate does; with the request of a press before the script came. */
  submit: (request?: SoundRequest) => Promise<void>;
}

function focusFirst(errors: FieldErrors<SoundRequest>): void {
  const first = FIELD_NAMES.find((name) => errors[name] !== undefined);
  if (first) focusField(first);
}

/** The error sentences are not in the first load; where they do not come, the server is not there either. */
async function sayError(error: ApiError): Promise<string> {
  try {
    const { errorText } = await import('../../strings/problem-strings.ts');
    return errorText(error);
  } catch {
    return strings.noAnswerAtAll;
  }
}

/** A request as the form holds it: what a tracked task did not know takes the form's own default. */
function fullRequest(known: KnownRequest, models: readonly string[]): SoundRequest {
  const model = models.find((name) => name === known.model) ?? models[0] ?? DEFAULT_MODEL;
  return {
    prompt: known.prompt ?? emptySound.prompt,
    model,
    soundLoop: known.soundLoop ?? emptySound.soundLoop,
    soundTempo: known.soundTempo,
    soundKey: known.soundKey ?? emptySound.soundKey,
    grabLyrics: known.grabLyrics ?? emptySound.grabLyrics,
    callBackUrl: known.callBackUrl,
  };
}

/** What was typed stays, whatever the answer. */
export function useComposeForm(models: readonly string[], submission: Submission): ComposeForm {
  const form = useForm<SoundRequest>({
    defaultValues: emptySound,
    resolver: lazyResolver(models),
    // Ours opens the fold first and knows the order of the screen.
    shouldFocusError: false,
  });
  const [origin] = useState(() => createStore<Origin | null>(null));
  const message = useMessage(form);
  const submit = useSubmit(form, models, message, {
    ...submission,
    onSubmit: async (request, ask) => {
      await submission.onSubmit(request, ask);
      // What is sent is no change any more.
      origin.set(null);
    },
  });

  const { getValues, setValue } = form;
  const [firstModel] = models;
  useEffect(() => {
    if (firstModel !== undefined && !models.includes(getValues('model'))) setValue('model', firstModel);
  }, [models, firstModel, getValues, setValue]);

  function change(fields: Partial<SoundRequest>) {
    // Not `setValue`: what the form read from the page by itself would then not be told to those who show it.
    form.setValues((values) => ({ ...values, ...fields }), { shouldDirty: true });
  }

  function put(request: SoundRequest, from: Origin | null) {
    form.clearErrors();
    origin.set(from);
    change(request);
    focusField('prompt');
  }

  const fill = useLatest((request: KnownRequest) => put(fullRequest(request, models), null));
  const edit = useLatest((known: KnownRequest) => {
    const request = fullRequest(known, models);
    put(request, { request, isCleared: false, before: null });
  });

  function clear() {
    const request = getValues();
    const { model, callBackUrl } = request;
    const cleared = { ...emptySound, model, callBackUrl };
    const isCleared = FIELD_NAMES.some((name) => cleared[name] !== request[name]);
    put(cleared, isCleared ? { request, isCleared, before: origin.get() } : origin.get());
  }

  function undo() {
    const from = origin.get();
    if (from) put(from.request, from.isCleared ? from.before : from);
  }

  return { form, origin, message, change, fill, edit, clear, undo, submit };
}

/** Gone at the next change: what was said of another request no longer holds. */
function useMessage({ subscribe }: UseFormReturn<SoundRequest>): Store<string | null> {
  const [message] = useState(() => createStore<string | null>(null));
  useEffect(() => {
    const end = () => message.set(null);
    const stops = [subscribe({ formState: { values: true }, callback: end }), variations.subscribe(end)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [subscribe, message]);
  return message;
}

function useSubmit(
  form: UseFormReturn<SoundRequest>,
  models: readonly string[],
  message: Store<string | null>,
  { onSubmit }: Submission,
) {
  /** The request that a second press is asked for, and the question as it stands at the form's foot. */
  const asked = useRef<{ body: string; question: string } | null>(null);

  /** @param shown what stood at the foot at the press: only a question in sight is answered by it */
  async function send(request: SoundRequest, shown: string | null): Promise<void> {
    const body = JSON.stringify(request);
    const isAnswer = asked.current?.body === body && asked.current.question === shown;
    asked.current = null;
    try {
      await onSubmit(request, !isAnswer);
    } catch (thrown) {
      const agoMs = thrown instanceof ApiError ? thrown.problem?.sentAgoMs : undefined;
      if (agoMs === undefined) throw thrown;
      const question = strings.sentAlready(strings.ago(Math.round(agoMs / MINUTE_MS)));
      asked.current = { body, question };
      message.set(question);
    }
  }

  async function refuse(error: ApiError) {
    const field = fieldOf(error.problem?.field);
    if (!field || !error.problem) return message.set(await sayError(error));
    form.setError(field, { type: 'server', message: await sayError(error) });
    focusField(field);
  }

  return async function submit(early?: SoundRequest): Promise<void> {
    const shown = message.get();
    message.set(null);
    const pressed = early ?? form.getValues();
    // A key that was typed before the press belongs to it.
    if (!early && !(await awaitTypedKey())) return message.set(strings.partMissing);
    const wanted = early ?? { ...pressed, soundKey: form.getValues('soundKey') };
    const body = JSON.stringify(wanted);
    const press = form.handleSubmit((request) => send(request, shown), focusFirst);
    try {
      // Before `press`: a form that waits for its validator is not yet sending.
      const loaded = await loadValidation().catch(() => null);
      // Nothing was sent, so nothing goes on by itself.
      if (!loaded) return message.set(strings.partMissing);
      if (body === JSON.stringify(form.getValues())) return await press();
      // What was typed since is another wish.
      const request = await loaded.validRequest(models, wanted);
      if (request) await send(request, shown);
    } catch (thrown) {
      if (!(thrown instanceof ApiError)) throw thrown;
      await refuse(thrown);
    }
  };
}
