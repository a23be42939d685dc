import { useEffect, useEffectEvent, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';

import { emptySound } from '#shared/empty-sound.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import { debounce } from '../../lib/debounce.ts';
import { readParams, writeParams } from '../../lib/url-state.ts';
import { toLinkParams, type LinkedFields } from './form-link.ts';
import type { readLinkParams } from './read-form-link.ts';

/** Browsers allow about a hundred address changes in thirty seconds. */
const WRITE_MS = 400;

/** Fills the form from the address once, then keeps the address in step with the form. */
export function useFormLink(form: UseFormReturn<SoundRequest>, models: readonly string[]): void {
  const write = useEffectEvent(() => writeParams(toLinkParams(form.getValues(), models[0] ?? '')));

  const [arrivedWith] = useState(readParams);
  const read = useLinkReader(arrivedWith.size > 0);

  useEffect(() => {
    // The prompt has the height of its own text by now (index.html).
    document.querySelector<HTMLElement>('.prompt > div')?.style.removeProperty('min-height');
  }, []);

  useEffect(() => {
    if (!read) return;
    const now = form.getValues();
    // What was typed before this came is meant; the link is not.
    const isUntouched = ([name]: [string, unknown]) =>
      now[name as keyof LinkedFields] === emptySound[name as keyof LinkedFields];
    const linked = Object.entries(read(arrivedWith, [])).filter(isUntouched);
    if (linked.length > 0)
      form.setValues((values) => ({ ...values, ...(Object.fromEntries(linked) as Partial<LinkedFields>) }), {
        shouldDirty: true,
      });
  }, [form, arrivedWith, read]);

  // Which models there are is known later.
  useEffect(() => {
    const model = read?.(arrivedWith, models).model;
    if (model !== undefined) form.setValue('model', model, { shouldDirty: true });
  }, [form, arrivedWith, models, read]);

  useEffect(() => {
    const writeLater = debounce(write, WRITE_MS);
    const stop = form.subscribe({ formState: { values: true }, callback: writeLater });
    return () => {
      writeLater.cancel();
      stop();
    };
  }, [form]);
}

/** What reads a link in any spelling comes with a link; without it there is what index.html understood. */
function useLinkReader(isNeeded: boolean): typeof readLinkParams | null {
  const [read, setRead] = useState<typeof readLinkParams | null>(null);
  useEffect(() => {
    if (!isNeeded) return;
    const load = async () => {
      const { readLinkParams } = await import('./read-form-link.ts');
      setRead(() => readLinkParams);
    };
    void load().catch(() => undefined);
  }, [isNeeded]);
  return read;
}
