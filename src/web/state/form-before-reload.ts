import type { SoundRequest } from '#shared/sound-request.ts';

const NAME = 'cuesmith.form';

/** Keeps the whole form over a reload; the address has it without its callback URL. */
export function reloadWith(form: SoundRequest): void {
  try {
    sessionStorage.setItem(NAME, JSON.stringify(form));
  } catch {
    // Storage is off or full: the address still has most of it.
  }
  location.reload();
}

/** The form from before the reload, told once. */
export function formBeforeReload(): SoundRequest | null {
  try {
    const text = sessionStorage.getItem(NAME);
    sessionStorage.removeItem(NAME);
    return text === null ? null : (JSON.parse(text) as SoundRequest);
  } catch {
    return null;
  }
}
