import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react';

import type { Connection } from '#shared/connection.ts';
import { emptySound } from '#shared/empty-sound.ts';
import { DEFAULT_MODEL } from '#shared/limits.ts';

import * as strings from '../../strings/page-strings.ts';
import { Switch } from '../../ui/switch.tsx';
import { useShortcut } from '../commands/shortcuts.ts';
import { BpmField } from './bpm/bpm-field.tsx';
import { GenerateBar } from './generate/generate-bar.tsx';
import { KeyField } from './key/key-field.tsx';
import { loadValidation } from './lazy-validation.ts';
import { MoreFields } from './more-fields.tsx';
import type { PreHydrationInput } from './pre-hydration-input.ts';
import { PromptField } from './prompt/prompt-field.tsx';
import type { ComposeForm } from './use-compose-form.ts';

export interface ComposeProps {
  compose: ComposeForm;
  connection?: Connection | undefined;
  /** How many tasks are under way, for the phone's bar. */
  liveCount?: number;
  /** What was entered before the script took over; told once. */
  takeInput?: (() => PreHydrationInput) | undefined;
}

const DEFAULT_MODELS: readonly string[] = [DEFAULT_MODEL];

/** The form for one sound. */
export function Compose({ compose, connection, liveCount = 0, takeInput }: ComposeProps) {
  const { form, message, submit } = compose;
  const { control, register } = form;
  const element = useRef<HTMLFormElement>(null);

  useShortcut('generate', ({ target }) => {
    const other = target instanceof Element ? target.closest('form') : null;
    if (other !== null && other !== element.current) return false;
    return element.current?.requestSubmit();
  });
  useInputBefore(compose, takeInput);
  useEffect(() => {
    const form = element.current;
    // Should it not come, the press of Generate asks again, and says so.
    const load = () => void loadValidation().catch(() => undefined);
    // Not by the focus: on an empty page the prompt has it before anybody has touched anything.
    const touches = ['pointerdown', 'keydown', 'input'];
    for (const touch of touches) form?.addEventListener(touch, load, { once: true });
    return () => {
      for (const touch of touches) form?.removeEventListener(touch, load);
    };
  }, []);

  return (
    <section aria-labelledby="compose-heading" className="compose">
      <h2 id="compose-heading" className="sr-only">
        {strings.compose}
      </h2>
      <form
        ref={element}
        noValidate
        className="compose-form"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <PromptField compose={compose} connection={connection} />
        <div className="compose-music">
          <KeyField form={form} />
          <BpmField control={control} />
        </div>
        <div className="options">
          <Switch {...register('soundLoop')} id="loop" label={strings.loop} meaning={strings.loopMeaning} />
          <Switch
            {...register('grabLyrics')}
            id="lyrics"
            label={strings.lyrics}
            meaning={strings.lyricsMeaning}
          />
        </div>
        <MoreFields form={form} connection={connection} models={connection?.models ?? DEFAULT_MODELS} />
        <GenerateBar control={control} connection={connection} liveCount={liveCount} message={message} />
      </form>
    </section>
  );
}

/** Takes over what was entered and pressed before the script came. */
function useInputBefore({ form, change, submit }: ComposeForm, takeInput?: () => PreHydrationInput): void {
  const takeOver = useEffectEvent(() => {
    const input = takeInput?.();
    if (!input) return;
    const prompt = document.querySelector<HTMLTextAreaElement>('#prompt');
    const cursor = [prompt?.selectionStart ?? 0, prompt?.selectionEnd ?? 0] as const;
    // Where nothing was entered, nothing is to be drawn anew.
    if (JSON.stringify(input.request) !== '{}') change(input.request);
    // Setting a text throws the cursor to its end, in the middle of somebody's typing.
    if (prompt && document.activeElement === prompt) prompt.setSelectionRange(...cursor);
    const { model } = form.getValues();
    for (const pressed of input.pressed) void submit({ ...emptySound, model, ...pressed });
  });
  useLayoutEffect(() => takeOver(), []);
}
