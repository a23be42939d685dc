import { clampBpm } from '#shared/bpm.ts';
import { SOUND_KEYS } from '#shared/key/key-facts.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

/** What a person did with the prerendered page before its script took over. */
export interface PreHydrationInput {
  request: Partial<SoundRequest>;
  /** Generate was pressed. */
  pressed: boolean;
}

const NO_INPUT: PreHydrationInput = { request: {}, pressed: false };

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

function readForm(form: HTMLFormElement, lastTempo: string | undefined): Partial<SoundRequest> {
  const control = (name: string) => form.elements.namedItem(name) as Control | null;
  const text = (name: string) => control(name)?.value ?? '';
  const isOn = (name: string) => {
    const box = control(name);
    return box instanceof HTMLInputElement && box.checked;
  };
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
function earlyBpm(slider: string, typed: string, auto: boolean, last: string | undefined): number | null {
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
    if (form) request = readForm(form, marks['tempo']);
  };
  read();
  // In the capture phase: an input can make React hydrate at once, and the form is read before that.
  doc.addEventListener('input', read, true);
  let taken = false;
  return () => {
    if (taken) return NO_INPUT;
    taken = true;
    doc.removeEventListener('input', read, true);
    const pressed = marks['pressed'] !== undefined;
    delete marks['pressed'];
    return { request, pressed };
  };
}
