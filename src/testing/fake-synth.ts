import { createMp3Encoder } from 'wasm-media-encoders';

import { writeWav } from '../audio/encode/encode-wav.ts';
import type { Synth, RenderedSound, SoundJob } from '../synth/synth.ts';

const SAMPLE_RATE = 44_100;

/** A synthesiser for tests: half a second of tone per take, at once, always the same; trouble by verb. */
export interface FakeSynth extends Synth {
  readonly jobs: SoundJob[];
  /** The next render rejects with this. */
  failNext(error: Error): void;
  /** Renders wait from now on, until the returned function is called. */
  hold(): () => void;
}

export function createFakeSynth(): FakeSynth {
  const jobs: SoundJob[] = [];
  const failures: Error[] = [];
  let gate: Promise<void> = Promise.resolve();
  return {
    jobs,
    failNext: (error) => void failures.push(error),
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return resolve;
    },
    async render(job, signal) {
      jobs.push(job);
      const failure = failures.shift();
      if (failure) throw failure;
      await Promise.race([gate, calledOff(signal)]);
      signal?.throwIfAborted();
      return sound(job);
    },
    close: async () => undefined,
  };
}

async function sound(job: SoundJob): Promise<RenderedSound> {
  const durationS = 0.5;
  const quoted = job.grabLyrics ? (/"([^"]+)"/.exec(job.prompt)?.[1]?.split(/\s+/) ?? []) : [];
  return {
    mp3: await tone(220 * job.take, durationS),
    ...(job.format === 'wav' && { wav: wavTone(220 * job.take, durationS) }),
    durationS,
    title: `${job.prompt.slice(0, 30)} ${job.take}`,
    tags: ['tone', job.soundLoop ? 'loop' : 'one-shot'],
    understood: ['tone'],
    notUnderstood: ['flurble'],
    bpm: job.soundTempo,
    key: job.soundKey === 'Any' ? null : job.soundKey,
    waveform: [0, 0.5, 1, 0.5],
    words: quoted.map((word, n) => ({
      word,
      startS: (n * durationS) / quoted.length,
      endS: ((n + 1) * durationS) / quoted.length,
    })),
  };
}

const tones = new Map<number, Promise<Uint8Array>>();

function tone(hz: number, durationS: number): Promise<Uint8Array> {
  const made = tones.get(hz) ?? encodeTone(hz, durationS);
  tones.set(hz, made);
  return made;
}

const sine = (hz: number, durationS: number) =>
  Float32Array.from(
    { length: SAMPLE_RATE * durationS },
    (_, at) => 0.3 * Math.sin((2 * Math.PI * hz * at) / SAMPLE_RATE),
  );

function wavTone(hz: number, durationS: number): Uint8Array {
  const channel = sine(hz, durationS);
  return writeWav({ channels: [channel, channel], sampleRate: SAMPLE_RATE }, { bits: 16 });
}

async function encodeTone(hz: number, durationS: number): Promise<Uint8Array> {
  const encoder = await createMp3Encoder();
  encoder.configure({ sampleRate: SAMPLE_RATE, channels: 2, bitrate: 192 });
  const channel = sine(hz, durationS);
  // The encoder reuses its buffer: copy each part.
  const parts = [encoder.encode([channel, channel]).slice(), encoder.finalize().slice()];
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

const calledOff = (signal: AbortSignal | undefined) =>
  new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }));
