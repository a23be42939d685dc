import { useEffect, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';

import type { SoundRequest } from '#shared/sound-request.ts';

import { debounce } from '../../lib/debounce.ts';

/** A hand that types or drags has paused. */
const SETTLED_MS = 120;

/** The form as it stood when last at rest: for what need not move with every key and every step of a drag. */
export function useSettledForm(form: UseFormReturn<SoundRequest>): SoundRequest {
  const [request, setRequest] = useState(() => form.getValues());
  useEffect(() => {
    const settle = () => setRequest(form.getValues());
    const settleLater = debounce(settle, SETTLED_MS);
    settle();
    const stop = form.subscribe({
      formState: { values: true },
      callback: ({ type }) => {
        settleLater.cancel();
        // What was not done by a hand on a field is one step, and done.
        if (type === undefined) settle();
        else settleLater();
      },
    });
    return () => {
      settleLater.cancel();
      stop();
    };
  }, [form]);
  return request;
}
