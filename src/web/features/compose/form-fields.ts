import type { SoundRequest } from '#shared/sound-request.ts';

type FieldName = keyof SoundRequest;

/** The form's fields in the order of the screen, with the id of the element that takes focus. */
export const FIELDS = {
  prompt: 'prompt',
  soundKey: 'key',
  soundTempo: 'bpm-value',
  soundLoop: 'loop',
  grabLyrics: 'lyrics',
  callBackUrl: 'callback-url',
  model: 'model',
} as const satisfies Record<FieldName, string>;

export const FIELD_NAMES = Object.keys(FIELDS) as FieldName[];

/** The field a refusal's path ends in: `tasks.0.request.soundKey`. */
export function fieldOf(path: string | undefined): FieldName | null {
  const last = path?.split('.').at(-1);
  return FIELD_NAMES.find((name) => name === last) ?? null;
}

/** Puts the cursor into a field, opening the fold it may lie in. */
export function focusField(name: FieldName): void {
  const element = document.getElementById(FIELDS[name]);
  const fold = element?.closest('details');
  if (fold) fold.open = true;
  element?.focus();
}
