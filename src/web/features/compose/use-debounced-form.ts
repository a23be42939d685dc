import { useEffect, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';

import type { SoundRequest } from '#shared/sound-request.ts';

import { debounce } from '../../lib/debounce.ts';

/** A hand that types or drags has paused. */
const PAUSE_MS = 120;

/** The form as it stood when last at rest: for what need not move with every key and every step of a drag. */
export function useDebouncedForm(form: UseFormReturn<SoundRequest>): SoundRequest {
  const [request, setRequest] = useState(() => form.getValues());
  useEffect(() => {
    const read = () => setRequest(form.getValues());
    const readLater = debounce(read, PAUSE_MS);
    read();
    const stop = form.subscribe({
      formState: { values: true },
      callback: ({ type }) => {
        readLater.cancel();
        // What was not done by a hand on a field is one step, and done.
        if (type === undefined) read();
        else readLater();
      },
    });
    return () => {
      readLater.cancel();
      stop();
    };
  }, [form]);
  return request;
}
