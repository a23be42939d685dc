import { useEffect, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';

import type { SoundRequest } from '#shared/sound-request.ts';

/** A hand that types or drags has paused. */
const SETTLED_MS = 120;

/** The form as it stood when last at rest: for what need not move with every key and every step of a drag. */
export function useSettledForm(form: UseFormReturn<SoundRequest>): SoundRequest {
  const [request, setRequest] = useState(() => form.getValues());
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const settle = () => setRequest(form.getValues());
    settle();
    const stop = form.subscribe({
      formState: { values: true },
      callback: ({ type }) => {
        clearTimeout(timer);
        // What was not done by a hand on a field is one step, and done.
        if (type === undefined) settle();
        else timer = setTimeout(settle, SETTLED_MS);
      },
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [form]);
  return request;
}
