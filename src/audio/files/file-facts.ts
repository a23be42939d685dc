import { lengthOf, samplesIn, type Pcm } from '../pcm.ts';

/** How a sampler is to play a sound: `inst` in WAV, AIFF and CAF. */
export interface SamplerZone {
  /** Cents that its pitch is altered by. */
  fineTune: number;
  /** Decibels. */
  gain: number;
  /** MIDI notes, both included. */
  keys: readonly [low: number, high: number];
  velocities: readonly [low: number, high: number];
}

/** In samples; `end` is the first that is not played. */
export interface SamplerLoop {
  start: number;
  end: number;
  /** As `smpl` counts: 0 forwards, 1 to and fro, 2 backwards. */
  kind: number;
}

/** A named place in a sound, or a named part of it. */
export interface Marker {
  /** In samples from its start. */
  at: number;
  /** Empty where it has none. */
  name: string;
  /** Of a part, in samples. */
  length?: number;
}

/** A marker of a file that tells time, as tags do. */
export interface Chapter {
  seconds: number;
  name: string;
  /** Where it is a part that ends elsewhere than the next begins. */
  endSeconds?: number;
}

/** What a file says of its own sound; null and empty where it says nothing. */
export interface FileFacts {
  /** In samples; `end` is the first that is not played. */
  loop: { start: number; end: number } | null;
  /** How its loop runs, as `smpl` counts: 0 forwards, 1 to and fro, 2 backwards. */
  loopKind: number | null;
  /** Those of a sampler behind its first, as what is played when a key is let go. */
  furtherLoops: readonly SamplerLoop[];
  /** MIDI note, 60 = middle C. */
  rootNote: number | null;
  /** How far above its root it sounds: 0 to 99 cents. */
  rootCents: number;
  zone: SamplerZone | null;
  bpm: number | null;
  /** Beats in the whole file. */
  beats: number | null;
  /** Beats of a bar, and which note is one: 3 and 4 are a waltz. */
  metre: readonly [beats: number, note: number] | null;
  /** Whether it is meant to be repeated. */
  isLoop: boolean | null;
  /** As the file words it: `Am`, `F#min`, `A minor`. */
  key: string | null;
  /** In the order of their places; what bounds its loop is none. */
  markers: readonly Marker[];
  /** The same as its tags have it; they become markers with its rate. */
  chapters: readonly Chapter[];
  /** How many samples it says it has, where it ends before; null where it is whole, or tells no length. */
  promisedLength: number | null;
  /** Title, artist and the like, by their RIFF INFO ids: INAM, IART, ICMT, … */
  texts: Readonly<Record<string, string>>;
}

export const NO_FACTS: FileFacts = {
  loop: null,
  loopKind: null,
  furtherLoops: [],
  rootNote: null,
  rootCents: 0,
  zone: null,
  bpm: null,
  beats: null,
  metre: null,
  isLoop: null,
  key: null,
  markers: [],
  chapters: [],
  promisedLength: null,
  texts: {},
};

/** Both together; where both say something, `first` holds. */
export function mergeFacts(first: FileFacts, second: FileFacts): FileFacts {
  return {
    loop: first.loop ?? second.loop,
    loopKind: first.loopKind ?? second.loopKind,
    furtherLoops: (first.loop ? first : second).furtherLoops,
    rootNote: first.rootNote ?? second.rootNote,
    rootCents: first.rootCents || second.rootCents,
    zone: first.zone ?? second.zone,
    bpm: first.bpm ?? second.bpm,
    beats: first.beats ?? second.beats,
    metre: first.metre ?? second.metre,
    isLoop: first.isLoop ?? second.isLoop,
    key: first.key ?? second.key,
    markers: first.markers.length > 0 ? first.markers : second.markers,
    chapters: first.chapters.length > 0 ? first.chapters : second.chapters,
    promisedLength: first.promisedLength ?? second.promisedLength,
    texts: { ...second.texts, ...first.texts },
  };
}

/** A MIDI note that was really given: some writers fill the field with what is no note. */
export const noteOf = (value: number): number | null =>
  Number.isInteger(value) && value >= 0 && value <= 127 ? value : null;

/** One that was really given: a chunk left empty covers no key. */
export const zoneOf = (zone: SamplerZone): SamplerZone | null =>
  [zone.keys, zone.velocities].every(
    ([low, high]) => noteOf(low) !== null && noteOf(high) !== null && low <= high,
  ) &&
  zone.keys[1] > 0 &&
  Number.isFinite(zone.gain)
    ? zone
    : null;

/** A tempo that was really given: 0 stands for none. */
export const tempoOf = (value: number): number | null =>
  Number.isFinite(value) && value >= 1 && value <= 999 ? value : null;

/** Of a loop, whose length and beats tell its tempo; of a one-shot they tell nothing. */
export const beatFacts = (isLoop: boolean | null, beats: number, seconds: number): FileFacts => ({
  ...NO_FACTS,
  isLoop,
  bpm: isLoop ? tempoOf((beats * 60) / seconds) : null,
  beats: isLoop && beats > 0 ? beats : null,
});

/** A metre that was really given: 0 stands for none. */
export const metreOf = (beats: number, note: number): FileFacts['metre'] =>
  beats > 0 && note > 0 ? [beats, note] : null;

/** Those that lie within the sound, in their order; parts as far as they do. */
export const markersOf = (markers: readonly Marker[], end: number): Marker[] =>
  markers
    .filter(({ at }) => at <= end)
    .map(({ length, ...marker }) => {
      const within = Math.min(length ?? 0, end - marker.at);
      return within > 0 ? { ...marker, length: within } : marker;
    })
    .sort((a, b) => a.at - b.at);

/** With the chapters of its tags as markers, where it has no others. */
export function withChapters(facts: FileFacts, pcm: Pcm): FileFacts {
  if (facts.chapters.length === 0 || facts.markers.length > 0) return facts;
  const markers = facts.chapters.map(({ seconds, name, endSeconds = seconds }) => {
    const at = samplesIn(pcm, seconds);
    return { at, name, length: samplesIn(pcm, endSeconds) - at };
  });
  return { ...facts, markers: markersOf(markers, lengthOf(pcm)) };
}

/** Loop points that lie within the sound. */
export const loopOf = (start: number, end: number, length: number): FileFacts['loop'] =>
  start >= 0 && end - start > 1 && end <= length ? { start, end } : null;

/** UTF-8, which most programs write today, or the code page the older ones wrote. */
export function decodeText(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  const text = end < 0 ? bytes : bytes.subarray(0, end);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(text).trim();
  } catch {
    return new TextDecoder('windows-1252').decode(text).trim();
  }
}
