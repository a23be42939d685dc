import { createContext, use, useState } from 'react';

import type { KnownRequest, SoundRequest } from '#shared/sound-request.ts';

import { focusField } from './form-fields.ts';
import type { ComposeForm } from './use-compose-form.ts';

/** What other features do with the form. */
interface FormActions {
  /** Puts a request into the form, ready to be changed. */
  fill: (request: KnownRequest) => void;
  /** The same with a task's request, to which the form is compared from then on. */
  edit: (request: KnownRequest) => void;
  /** Takes over tempo and key where they are known; all else stays. */
  tune: (known: { bpm: number | null; key: SoundRequest['soundKey'] | null }) => void;
  /** Changes some fields. */
  change: (fields: Partial<SoundRequest>) => void;
  /** The form as it stands, whether it could be sent or not. */
  read: () => SoundRequest;
}

export const FormContext = createContext<FormActions | null>(null);

export function useFormActions(): FormActions {
  const actions = use(FormContext);
  if (!actions) throw new Error('No FormContext around this component.');
  return actions;
}

/** Always the same object: the cards are memoised on it. */
export function useFormActionsOf({ form, fill, edit, change }: ComposeForm): FormActions {
  const [actions] = useState<FormActions>(() => ({
    fill,
    edit,
    change,
    read: () => form.getValues(),
    tune: ({ bpm, key }) => {
      change({ ...(bpm && { soundTempo: bpm }), ...(key && { soundKey: key }) });
      focusField('prompt');
    },
  }));
  return actions;
}
