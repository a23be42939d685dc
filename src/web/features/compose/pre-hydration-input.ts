import { clampBpm } from '#shared/bpm.ts';
import { SOUND_KEYS } from '#shared/key/key-facts.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

/** What a person did with the prerendered page before its script took over. */
export interface PreHydrationInput {
  request: Partial<SoundRequest>;
  /** What stood there at each press of Generate; twice the same is a double click. */
  pressed: Partial<SoundRequest>[];
}

/** Of the form by their names; a switch that is off is not among them. */
type Fields = Readonly<Record<string, string>>;

function readFields(fields: Fields, lastTempo: string | null | undefined): Partial<SoundRequest> {
  const text = (name: string) => fields[name] ?? '';
  const isOn = (name: string) => name in fields;
  const request: Partial<SoundRequest> = {};
  if (text('prompt')) request.prompt = text('prompt');
  const key = SOUND_KEYS.find((known) => known === text('soundKey'));
  if (key && key !== 'Any') request.soundKey = key;
  if (isOn('soundLoop')) request.soundLoop = true;
  if (isOn('grabLyrics')) request.grabLyrics = true;
  if (text('callBackUrl').trim()) request.callBackUrl = text('callBackUrl').trim();
  const bpm = earlyBpm(text('bpm'), text('bpm-value'), isOn('auto'), lastTempo);
  if (bpm !== null) request.soundTempo = bpm;
  return request;
}

/** Without a script the slider, the number and Auto do not follow each other: the one touched last is meant. */
function earlyBpm(slider: string, typed: string, auto: boolean, last?: string | null): number | null {
  if (last === 'bpm') return Number(slider);
  if (last === 'bpm-value') return typed.trim() === '' ? null : Number(typed);
  if (last === 'auto') return auto ? null : clampBpm(Number(slider));
  return null;
}

/** Keeps reading the page until the returned function hands over what was entered, once. */
export function watchInput(doc: Document): () => PreHydrationInput {
  let request: Partial<SoundRequest> = {};
  const marks = doc.documentElement.dataset;
  const read = () => {
    const form = doc.querySelector('form');
    if (form) request = readFields(Object.fromEntries(new FormData(form)) as Fields, marks['tempo']);
  };
  read();
  // In the capture phase: an input can make React hydrate at once, and the form is read before that.
  doc.addEventListener('input', read, true);
  return () => {
    const entered = request;
    request = {};
    doc.removeEventListener('input', read, true);
    const presses = new Set(marks['pressed']?.trim().split('\n'));
    delete marks['pressed'];
    const pressed = [...presses].map((press) => {
      const [tempo, fields] = JSON.parse(press) as [string | null, Fields];
      return readFields(fields, tempo);
    });
    return { request: entered, pressed };
  };
}
