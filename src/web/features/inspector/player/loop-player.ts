import { durationOf, lengthOf, slice, type Pcm } from '../../../../audio/pcm.ts';
import { truePeak } from '../../../../audio/true-peak.ts';
import { claimPlayback } from '../../player/exclusive-playback.ts';
import type { LoopPoints } from '../edit/edit-seam.ts';
import { aroundSeam, toBuffer } from './buffers.ts';
import { outputLatencyOf } from './output-latency.ts';
import { startBuffer, startPieces, type Part, type SoundSource } from './sound-source.ts';
import { wakeAudio } from './wake-audio.ts';

/** What is heard in the first place. */
export interface Voice {
  pcm: Pcm;
  /** Null: once, to its end. */
  loop: LoopPoints | null;
  /** Plain factor, for levels that match. */
  gain: number;
}

/** What sounds along with it, looped from the same first beat. */
export interface Layer {
  id: string;
  pcm: Pcm;
  gain: number;
}

export type PlayerStatus = 'idle' | 'playing' | 'seam';

interface Running {
  source: SoundSource;
  fader: GainNode;
}

/** Samples of all channels; what has more is handed over piece by piece. */
const LONG = 8_000_000;
const isLong = (pcm: Pcm): boolean => lengthOf(pcm) * pcm.channels.length > LONG;
const wholeOf = (pcm: Pcm): Part => ({ start: 0, end: lengthOf(pcm) });

/** Time to hand a start to the audio thread; less is late, more is felt. */
const LEAD_FRAMES = 1024;
/** Of a sound in pieces: the first would lie over the second for as long as it is late. */
const PIECES_LEAD_FRAMES = 4096;
const FADE_S = 0.006;

/**
 * Plays from memory, to the sample. A loop is a buffer of its own, looped as a whole: loop points in seconds do not
 * hit every sample in every browser, a buffer's end does.
 */
export class Player {
  #context: AudioContext | null = null;
  #master: GainNode | null = null;
  #analysers: AnalyserNode[] = [];
  #voice: Voice | null = null;
  #loopBuffer: { pcm: Pcm; start: number; end: number; buffer: AudioBuffer } | null = null;
  #main: Running | null = null;
  #layers = new Map<string, { layer: Layer; running: Running | null }>();
  #status: PlayerStatus = 'idle';
  /** Samples into the voice: where it stands, or where it was when it started. */
  #from = 0;
  #startedAt = 0;
  #level = 1;
  /** The next voice is to play. */
  #resumes = false;
  readonly #buffers = new WeakMap<Pcm, AudioBuffer>();
  readonly #listeners = new Set<() => void>();
  readonly #stop = () => this.pause();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };
  readonly status = (): PlayerStatus => this.#status;

  /** Samples from the start of the voice. */
  position(): number {
    const voice = this.#voice;
    if (!voice || this.#status !== 'playing' || !this.#context) return this.#from;
    return this.#positionAt(voice, this.#context.currentTime - outputLatencyOf(this.#context));
  }

  /** Where it stands and how long it is, seconds; null without a voice. */
  seconds(): { at: number; of: number } | null {
    const pcm = this.#voice?.pcm;
    return pcm ? { at: this.position() / pcm.sampleRate, of: durationOf(pcm) } : null;
  }

  seekSeconds(seconds: number): void {
    if (this.#voice) this.seek(seconds * this.#voice.pcm.sampleRate);
  }

  /** What is heard from now on; it goes on at the same second when it was playing. */
  setVoice(voice: Voice): void {
    if (!this.#context) wakeAudio();
    const before = this.#voice;
    if (before && before.pcm === voice.pcm && sameLoop(before.loop, voice.loop)) {
      this.#voice = voice;
      this.#ramp(this.#main, voice.gain);
      return;
    }
    const seconds = before ? this.position() / before.pcm.sampleRate : 0;
    const wasPlaying = this.#status === 'playing' || this.#resumes;
    this.#resumes = false;
    if (wasPlaying) this.#halt();
    this.#voice = voice;
    this.#from = this.#within(Math.round(seconds * voice.pcm.sampleRate));
    if (wasPlaying) this.#start();
    this.#changed();
  }

  /** Another sound is to come: it plays from its start where this one was playing. */
  leave(): void {
    this.#resumes = this.#status === 'playing';
    this.#halt();
    this.#voice = null;
    this.#from = 0;
    this.#changed();
  }

  play(): void {
    if (!this.#voice || this.#status === 'playing') return;
    this.#halt();
    this.#start();
  }

  pause(): void {
    if (this.#status === 'playing') this.#from = Math.round(this.position());
    this.#halt();
    this.#changed();
  }

  toggle(): void {
    if (this.#status === 'playing') this.pause();
    else this.play();
  }

  seek(sample: number): void {
    const wasPlaying = this.#status === 'playing';
    if (wasPlaying) this.#halt();
    this.#from = this.#within(Math.round(sample));
    if (wasPlaying) this.#start();
    this.#changed();
  }

  /** The last half second into the first, once. */
  playSeam(): void {
    const voice = this.#voice;
    if (!voice) return;
    if (this.#status === 'playing') this.#from = Math.round(this.position());
    this.#halt();
    const context = this.#ready(voice.pcm.sampleRate);
    const pcm = aroundSeam(voice.pcm, voice.loop);
    this.#main = this.#run(context, {
      pcm,
      part: wholeOf(pcm),
      loop: false,
      gain: voice.gain,
      from: 0,
      when: soon(context),
      onEnd: () => {
        if (this.#status === 'seam') this.pause();
      },
    });
    this.#set('seam');
  }

  /** Of what left it in the last moment, linear. */
  truePeak(): number {
    return truePeak(
      this.#analysers.map((analyser) => {
        const samples = new Float32Array(analyser.fftSize);
        analyser.getFloatTimeDomainData(samples);
        return samples;
      }),
    );
  }

  setLevel(level: number): void {
    this.#level = level;
    if (this.#context) this.#master?.gain.setTargetAtTime(level, this.#context.currentTime, 0.01);
  }

  setLayers(layers: readonly Layer[]): void {
    const wanted = new Map(layers.map((layer) => [layer.id, layer]));
    for (const [id, { layer, running }] of this.#layers) {
      const next = wanted.get(id);
      if (next?.pcm === layer.pcm) {
        this.#ramp(running, next.gain);
        this.#layers.set(id, { layer: next, running });
      } else {
        this.#end(running);
        this.#layers.delete(id);
      }
    }
    for (const layer of layers)
      if (!this.#layers.has(layer.id)) this.#layers.set(layer.id, { layer, running: null });
    if (this.#status === 'playing' && this.#context) this.#startLayers(soon(this.#context));
  }

  /** Nothing of it sounds or is kept any more. */
  close(): void {
    this.#halt();
    this.#layers.clear();
    void this.#context?.close();
    this.#context = null;
    this.#voice = null;
    this.#loopBuffer = null;
    this.#resumes = false;
    this.#from = 0;
    this.#changed();
  }

  #start(): void {
    const voice = this.#voice;
    if (!voice) return;
    const context = this.#ready(voice.pcm.sampleRate);
    const { loop, pcm, gain } = voice;
    this.#from = this.#within(this.#from);
    const when = soon(context, isLong(pcm) ? PIECES_LEAD_FRAMES : LEAD_FRAMES);
    const running = this.#run(context, {
      pcm,
      part: loop ?? wholeOf(pcm),
      loop: loop !== null,
      from: this.#from - (loop?.start ?? 0),
      gain,
      when,
      onEnd: () => {
        if (this.#main !== running || this.#status !== 'playing') return;
        this.#halt();
        this.#from = 0;
        this.#changed();
      },
    });
    this.#main = running;
    this.#startedAt = when;
    this.#startLayers(when);
    this.#set('playing');
  }

  #startLayers(when: number): void {
    const voice = this.#voice;
    const context = this.#context;
    if (!voice || !context) return;
    const seconds = (this.#positionAt(voice, when) - (voice.loop?.start ?? 0)) / voice.pcm.sampleRate;
    for (const entry of this.#layers.values()) {
      if (entry.running) continue;
      const { pcm, gain } = entry.layer;
      const from = Math.round((seconds % durationOf(pcm)) * pcm.sampleRate);
      entry.running = this.#run(context, { pcm, part: wholeOf(pcm), loop: true, from, gain, when });
    }
  }

  #run(
    context: AudioContext,
    what: {
      pcm: Pcm;
      part: Part;
      loop: boolean;
      from: number;
      gain: number;
      when: number;
      onEnd?: () => void;
    },
  ): Running {
    const { pcm, part, gain, when } = what;
    const fader = new GainNode(context, { gain });
    // From its first sample on, an attack stays as it is; from within, it would click.
    if (what.from > 0) {
      fader.gain.setValueAtTime(0, when);
      fader.gain.linearRampToValueAtTime(gain, when + FADE_S);
    }
    fader.connect(this.#master ?? context.destination);
    const start = { ...what, to: fader };
    const source = isLong(pcm)
      ? startPieces(context, pcm, part, start)
      : startBuffer(context, this.#bufferOf(context, pcm, part), start);
    return { source, fader };
  }

  #halt(): void {
    this.#end(this.#main);
    this.#main = null;
    for (const entry of this.#layers.values()) {
      this.#end(entry.running);
      entry.running = null;
    }
    this.#status = 'idle';
  }

  #end(running: Running | null): void {
    if (!running || !this.#context) return;
    const now = this.#context.currentTime;
    running.fader.gain.setTargetAtTime(0, now, FADE_S / 4);
    running.source.stop(now + 2 * FADE_S);
  }

  #ramp(running: Running | null, gain: number): void {
    if (running && this.#context)
      running.fader.gain.setTargetAtTime(gain, this.#context.currentTime, FADE_S / 2);
  }

  #ready(sampleRate: number): AudioContext {
    claimPlayback(this.#stop);
    // At the sound's own rate nothing is resampled.
    if (this.#context && this.#context.sampleRate !== sampleRate) {
      void this.#context.close();
      this.#context = null;
    }
    if (!this.#context) {
      this.#context = new AudioContext({ sampleRate, latencyHint: 'interactive' });
      this.#master = new GainNode(this.#context, { gain: this.#level });
      this.#master.connect(this.#context.destination);
      this.#analysers = metersOf(this.#context, this.#master);
    }
    if (this.#context.state === 'suspended') void this.#context.resume();
    return this.#context;
  }

  #bufferOf(context: AudioContext, pcm: Pcm, { start, end }: Part): AudioBuffer {
    if (start === 0 && end === lengthOf(pcm)) {
      const buffer = this.#buffers.get(pcm) ?? toBuffer(context, pcm);
      this.#buffers.set(pcm, buffer);
      return buffer;
    }
    const known = this.#loopBuffer;
    if (known?.pcm === pcm && known.start === start && known.end === end) return known.buffer;
    const buffer = toBuffer(context, slice(pcm, start, end));
    this.#loopBuffer = { pcm, start, end, buffer };
    return buffer;
  }

  #positionAt({ pcm, loop }: Voice, time: number): number {
    const at = this.#from + Math.max(0, time - this.#startedAt) * pcm.sampleRate;
    if (!loop) return Math.min(at, lengthOf(pcm));
    const length = loop.end - loop.start;
    return loop.start + ((at - loop.start) % length);
  }

  #within(sample: number): number {
    if (!this.#voice) return 0;
    const { start, end } = this.#voice.loop ?? { start: 0, end: lengthOf(this.#voice.pcm) };
    return sample < start || sample >= end ? start : sample;
  }

  #set(status: PlayerStatus): void {
    this.#status = status;
    this.#changed();
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** One a side: an analyser by itself hears the mean of both. */
function metersOf(context: AudioContext, source: AudioNode): AnalyserNode[] {
  const sides = new ChannelSplitterNode(context, { numberOfOutputs: 2 });
  source.connect(sides);
  return [0, 1].map((side) => {
    const analyser = new AnalyserNode(context, { fftSize: 1024 });
    sides.connect(analyser, side);
    return analyser;
  });
}

/** On a sample of the context's own clock, so that nothing is interpolated. */
const soon = (context: AudioContext, lead = LEAD_FRAMES): number =>
  (Math.round(context.currentTime * context.sampleRate) + lead) / context.sampleRate;

const sameLoop = (a: LoopPoints | null, b: LoopPoints | null): boolean =>
  a === b || (a !== null && b !== null && a.start === b.start && a.end === b.end);
