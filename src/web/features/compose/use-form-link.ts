import { useEffect, useEffectEvent, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';

import { emptySound } from '#shared/empty-sound.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import { debounce } from '../../lib/debounce.ts';
import { readParams, writeParams } from '../../lib/url-state.ts';
import { readLinkParams, toLinkParams, type LinkedFields } from './form-link.ts';

/** Browsers allow about a hundred address changes in thirty seconds. */
const WRITE_MS = 400;

/** Fills the form from the address once, then keeps the address in step with the form. */
export function useFormLink(form: UseFormReturn<SoundRequest>, models: readonly string[]): void {
  const write = useEffectEvent(() => writeParams(toLinkParams(form.getValues(), models[0] ?? '')));

  const [arrivedWith] = useState(readParams);

  useEffect(() => {
    // The prompt has the height of its own text by now (index.html).
    document.querySelector<HTMLElement>('.prompt > div')?.style.removeProperty('min-height');
    const now = form.getValues();
    // What was typed before this came is meant; the link is not.
    const isUntouched = ([name]: [string, unknown]) =>
      now[name as keyof LinkedFields] === emptySound[name as keyof LinkedFields];
    const linked = Object.entries(readLinkParams(arrivedWith, [])).filter(isUntouched);
    if (linked.length > 0)
      form.setValues((values) => ({ ...values, ...(Object.fromEntries(linked) as Partial<LinkedFields>) }), {
        shouldDirty: true,
      });
  }, [form, arrivedWith]);

  // Which models there are is known later.
  useEffect(() => {
    const { model } = readLinkParams(arrivedWith, models);
    if (model !== undefined) form.setValue('model', model, { shouldDirty: true });
  }, [form, arrivedWith, models]);

  useEffect(() => {
    const writeLater = debounce(write, WRITE_MS);
    const stop = form.subscribe({ formState: { values: true }, callback: writeLater });
    return () => {
      writeLater.cancel();
      stop();
    };
  }, [form]);
}
