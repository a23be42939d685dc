import { isBpm } from '#shared/bpm.ts';
import { emptySound } from '#shared/empty-sound.ts';
import { SOUND_KEYS } from '#shared/key/key-facts.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import { createStore } from '../../../lib/create-store.ts';
import { readItem, writeItem } from '../../../state/safe-storage.ts';

interface Preset {
  name: string;
  request: SoundRequest;
}

const STORED = 'presets';
export const NAME_MAX = 60;

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
    return parse(readItem(STORED));
  } catch {
    // Somebody else's words in it: as if there were none.
    return [];
  }
}

export const presets = createStore<readonly Preset[]>([], {
  read: load,
  start: (store) => {
    const fromOtherTab = ({ key }: StorageEvent) => {
      if (key === STORED || key === null) store.set(load());
    };
    addEventListener('storage', fromOtherTab);
    return () => removeEventListener('storage', fromOtherTab);
  },
});

const byName = (a: Preset, b: Preset) => a.name.localeCompare(b.name);

/** False where the browser keeps nothing: it then lasts as long as the page. */
function store(next: readonly Preset[]): boolean {
  presets.set(next);
  return writeItem(STORED, JSON.stringify(next));
}

/** The same name again takes the place of the first. */
export const savePreset = (preset: Preset): boolean =>
  store([...presets.get().filter(({ name }) => name !== preset.name), preset].sort(byName));

export const removePreset = (name: string): boolean =>
  store(presets.get().filter((preset) => preset.name !== name));
