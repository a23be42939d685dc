import {
  useEffect,
  useEffectEvent,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type ReactNode,
  type Ref,
} from 'react';
import type { UseFormReturn } from 'react-hook-form';

import type { Connection } from '#shared/connection.ts';
import { emptySound } from '#shared/empty-sound.ts';
import { DEFAULT_MODEL } from '#shared/limits.ts';
import type { KnownRequest, SoundRequest } from '#shared/sound-request.ts';

import { usePageKey } from '../../lib/use-page-key.ts';
import * as words from '../../strings/page-strings.ts';
import { Switch } from '../../ui/switch.tsx';
import { BpmField } from './bpm/bpm-field.tsx';
import type { ComposeTools } from './compose-slots.ts';
import { focusField } from './form-fields.ts';
import { GenerateBar } from './generate-bar.tsx';
import { KeyField } from './key/key-field.tsx';
import { loadValidation } from './lazy-validation.ts';
import { MoreFields } from './more-fields.tsx';
import type { Early } from './pre-hydration-input.ts';
import { PromptField } from './prompt/prompt-field.tsx';
import { useCompose, type SentAgo, type Submit } from './use-compose.ts';

const DEFAULT_MODELS: readonly string[] = [DEFAULT_MODEL];
const neverSent = () => Promise.resolve(null);

export interface ComposeHandle {
  /** Puts a request into the form, ready to be changed. */
  load(request: KnownRequest): void;
  /** Takes over tempo and key where they are known; all else stays. */
  tune(known: { bpm: number | null; key: SoundRequest['soundKey'] | null }): void;
  /** The form as it stands, whether it could be sent or not. */
  read(): SoundRequest;
  generate(): void;
  form: UseFormReturn<SoundRequest>;
}

export interface ComposeProps {
  connection?: Connection | undefined;
  /** Rejects with an ApiError when nothing became of it. */
  onSubmit: Submit;
  /** How long ago the same request was sent, if that is worth a question. */
  sentAgoMs?: SentAgo;
  /** How many tasks are under way, for the phone's bar. */
  liveCount?: number;
  /** What was entered before the script took over; told once. */
  takeEarly?: () => Early;
  tools?: ComposeTools | undefined;
  /** What lies over the form, for as long as it is open. */
  renderDesk?: ((handle: ComposeHandle) => ReactNode) | undefined;
  ref?: Ref<ComposeHandle>;
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

export function Compose({
  connection,
  onSubmit,
  sentAgoMs = neverSent,
  liveCount = 0,
  takeEarly,
  tools,
  renderDesk,
  ref,
}: ComposeProps) {
  const models = connection?.models ?? DEFAULT_MODELS;
  const { form, foot, submit, fill } = useCompose(models, onSubmit, sentAgoMs);
  const { control, register } = form;
  const [origin, setOrigin] = useState<SoundRequest | null>(null);
  const toolProps = { form, connection, origin };
  const element = useRef<HTMLFormElement>(null);

  usePageKey((event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    const other = event.target instanceof Element ? event.target.closest('form') : null;
    if (other !== null && other !== element.current) return;
    event.preventDefault();
    element.current?.requestSubmit();
  });

  const fillEarly = useEffectEvent(() => {
    const early = takeEarly?.();
    if (!early) return;
    const prompt = document.querySelector<HTMLTextAreaElement>('#prompt');
    const cursor = [prompt?.selectionStart ?? 0, prompt?.selectionEnd ?? 0] as const;
    fill(early.request);
    // Setting a text throws the cursor to its end, in the middle of somebody's typing.
    if (prompt && document.activeElement === prompt) prompt.setSelectionRange(...cursor);
    if (early.pressed) void submit();
  });
  useLayoutEffect(() => fillEarly(), []);

  useEffect(() => {
    const form = element.current;
    // Should it not come, the press of Generate asks again, and says so.
    const load = () => void loadValidation().catch(() => undefined);
    if (form?.contains(document.activeElement)) load();
    form?.addEventListener('focusin', load, { once: true });
    return () => form?.removeEventListener('focusin', load);
  }, []);

  const handle: ComposeHandle = {
    load(request) {
      form.clearErrors();
      const full = fullRequest(request, models);
      setOrigin(full);
      fill(full);
      focusField('prompt');
    },
    tune({ bpm, key }) {
      fill({ ...(bpm && { soundTempo: bpm }), ...(key && { soundKey: key }) });
      focusField('prompt');
    },
    read: () => form.getValues(),
    generate: () => void submit(),
    form,
  };
  useImperativeHandle(ref, () => handle);

  return (
    <section aria-labelledby="compose-heading" className="compose">
      <h2 id="compose-heading" className="sr-only">
        {words.compose}
      </h2>
      <form
        ref={element}
        noValidate
        className="grid grid-cols-1 gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <PromptField {...toolProps} tools={tools} />
        <div className="grid grid-cols-2 gap-x-4 gap-y-2">
          <KeyField control={control} register={register} />
          <BpmField control={control} />
          <div className="col-span-full min-h-10">{tools && <tools.SoundBar {...toolProps} />}</div>
        </div>
        <div className="grid grid-cols-2 gap-4 border-t border-line pt-4">
          <Switch {...register('soundLoop')} id="loop" label={words.loop} meaning={words.loopMeaning} />
          <Switch
            {...register('grabLyrics')}
            id="lyrics"
            label={words.lyrics}
            meaning={words.lyricsMeaning}
          />
        </div>
        <MoreFields {...toolProps} tools={tools} models={models} />
        {foot === null ? null : (
          <p role="alert" className="border-l-2 border-warn pl-3 text-sm">
            {foot}
          </p>
        )}
        <GenerateBar control={control} liveCount={liveCount} tools={tools} />
      </form>
      {renderDesk?.(handle)}
    </section>
  );
}
