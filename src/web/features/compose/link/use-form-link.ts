import { useEffect, useEffectEvent } from 'react';
import type { UseFormReturn } from 'react-hook-form';

import type { SoundRequest } from '#shared/sound-request.ts';

import { debounce } from '../../../lib/debounce.ts';
import { writeParams } from '../../../lib/url-state.ts';
import { toLinkParams } from './form-link.ts';

/** Browsers allow about a hundred address changes in thirty seconds. */
const WRITE_MS = 400;

/** Keeps the address in step with the form. */
export function useFormLink(form: UseFormReturn<SoundRequest>, models: readonly string[]): void {
  const write = useEffectEvent(() => writeParams(toLinkParams(form.getValues(), models[0] ?? '')));

  useEffect(() => {
    // The prompt has the height of its own text by now (index.html).
    document.querySelector<HTMLElement>('.prompt > div')?.style.removeProperty('min-height');
  }, []);

  useEffect(() => {
    const writeLater = debounce(write, WRITE_MS);
    const stop = form.subscribe({ formState: { values: true }, callback: writeLater });
    return () => {
      writeLater.cancel();
      stop();
    };
  }, [form]);
}
