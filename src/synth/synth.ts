import type { SoundKey } from '#shared/key/key-facts.ts';

/** One take to render. The same job gives the same bytes. */
export interface SoundJob {
  prompt: string;
  soundLoop: boolean;
  /** BPM 1–300; null lets the prompt or the recipe decide. */
  soundTempo: number | null;
  soundKey: SoundKey;
  grabLyrics: boolean;
  /** 1, 2, …: each take of a request is clearly different from the others. */
  take: number;
  /** `wav`: the same sound, given as WAV too. */
  format?: 'wav';
}

export interface AlignedWord {
  word: string;
  startS: number;
  endS: number;
}

export interface RenderedSound {
  /** 44.1 kHz stereo, CBR 192 kbit/s, with a gapless (LAME) tag. */
  mp3: Uint8Array;
  /** 44.1 kHz stereo, 16 bit, where it was asked for. */
  wav?: Uint8Array;
  /** Exact length of the decoded audio, seconds. */
  durationS: number;
  title: string;
  tags: string[];
  /** What of the prompt is in the sound, as a person would say it: `rain (heavy, tin roof)`. */
  understood: string[];
  /** Words of the prompt that name nothing the synthesiser knows. */
  notUnderstood: string[];
  /** What it was rendered at; null where it has no beat or no pitch. */
  bpm: number | null;
  key: SoundKey | null;
  /** Peaks 0–1 for drawing, about 200 of them. */
  waveform: number[];
  /** Sung words with their times; empty when nothing is sung. */
  words: AlignedWord[];
}

export interface Synth {
  /** Rejects with `SynthBusy` when the queue is full, with the signal's reason when called off, else only on a crash. */
  render(job: SoundJob, signal?: AbortSignal): Promise<RenderedSound>;
  close(): Promise<void>;
}

export class SynthBusy extends Error {
  override readonly name = 'SynthBusy';
}
