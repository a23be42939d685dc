import { useEffect } from 'react';
import type { UseFormReturn } from 'react-hook-form';

import { emptySound } from '#shared/empty-sound.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import type { LinkedFields } from './form-link.ts';
import { readLinkParams } from './read-form-link.ts';

/** Fills the form from the address that it was opened with, in any spelling; index.html understood the usual one. */
export function LinkFiller({
  form,
  models,
  params,
}: {
  form: UseFormReturn<SoundRequest>;
  models: readonly string[];
  params: URLSearchParams;
}) {
  useEffect(() => {
    const now = form.getValues();
    // What was typed before this came is meant; the link is not.
    const isUntouched = ([name]: [string, unknown]) =>
      now[name as keyof LinkedFields] === emptySound[name as keyof LinkedFields];
    const linked = Object.entries(readLinkParams(params, [])).filter(isUntouched);
    if (linked.length > 0)
      form.setValues((values) => ({ ...values, ...(Object.fromEntries(linked) as Partial<LinkedFields>) }), {
        shouldDirty: true,
      });
  }, [form, params]);

  // Which models there are is known later.
  useEffect(() => {
    const { model } = readLinkParams(params, models);
    if (model !== undefined) form.setValue('model', model, { shouldDirty: true });
  }, [form, params, models]);

  return null;
}
