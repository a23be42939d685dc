import { isBpm } from '#shared/bpm.ts';
import { emptySound } from '#shared/empty-sound.ts';
import { SOUND_KEYS } from '#shared/key/key-facts.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

export interface Preset {
  name: string;
  request: SoundRequest;
}

const STORED = 'presets';
export const NAME_MAX = 60;

const listeners = new Set<() => void>();
let presets: readonly Preset[] | undefined;

function readRequest(value: unknown): SoundRequest | null {
  if (typeof value !== 'object' || value === null) return null;
  const { prompt, model, soundKey, soundTempo, soundLoop, grabLyrics, callBackUrl } = value as Record<
    string,
    unknown
  >;
  return {
    prompt: typeof prompt === 'string' ? prompt : '',
    model: typeof model === 'string' ? model : emptySound.model,
    soundKey: SOUND_KEYS.find((key) => key === soundKey) ?? 'Any',
    soundTempo: isBpm(soundTempo) ? soundTempo : null,
    soundLoop: soundLoop === true,
    grabLyrics: grabLyrics === true,
    ...(typeof callBackUrl === 'string' ? { callBackUrl } : {}),
  };
}

/** Other versions of the page, and people, may have written there. */
function parse(text: string | null): Preset[] {
  const list: unknown = text === null ? [] : JSON.parse(text);
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: unknown) => {
    const { name, request } = (entry ?? {}) as Record<string, unknown>;
    const read = readRequest(request);
    return typeof name === 'string' && read ? [{ name, request: read }] : [];
  });
}

function load(): readonly Preset[] {
  try {
    return parse(localStorage.getItem(STORED));
  } catch {
    // Storage off, or somebody else's words in it: as if there were none.
    return [];
  }
}

const byName = (a: Preset, b: Preset) => a.name.localeCompare(b.name);

/** False where the browser keeps nothing: it then lasts as long as the page. */
function keep(next: readonly Preset[]): boolean {
  presets = next;
  let isKept = true;
  try {
    localStorage.setItem(STORED, JSON.stringify(next));
  } catch {
    isKept = false;
  }
  for (const listener of listeners) listener();
  return isKept;
}

export const presetStore = {
  read: (): readonly Preset[] => (presets ??= load()),
  subscribe: (listener: () => void) => {
    const fromOtherTab = ({ key }: StorageEvent) => {
      if (key !== STORED && key !== null) return;
      presets = load();
      listener();
    };
    listeners.add(listener);
    addEventListener('storage', fromOtherTab);
    return () => {
      listeners.delete(listener);
      removeEventListener('storage', fromOtherTab);
    };
  },
  /** The same name again takes the place of the first. */
  save: (preset: Preset): boolean =>
    keep([...load().filter(({ name }) => name !== preset.name), preset].sort(byName)),
  remove: (name: string): boolean => keep(load().filter((preset) => preset.name !== name)),
};
