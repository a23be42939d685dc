import { durationOf, lengthOf, type Pcm } from '../../../../audio/pcm.ts';
import { claimPlayback } from '../../player/exclusive-playback.ts';
import type { LoopPoints } from '../edit/edit-seam.ts';
import { AudioOutput, type Running } from './audio-output.ts';
import { aroundSeam } from './buffers.ts';
import type { Part } from './sound-source.ts';
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

const wholeOf = (pcm: Pcm): Part => ({ start: 0, end: lengthOf(pcm) });

/** Plays a voice from memory, to the sample, and layers along with it. */
export class Player {
  readonly #output = new AudioOutput();
  #voice: Voice | null = null;
  #main: Running | null = null;
  #layers = new Map<string, { layer: Layer; running: Running | null }>();
  #status: PlayerStatus = 'idle';
  /** Samples into the voice: where it stands, or where it was when it started. */
  #from = 0;
  #startedAt = 0;
  /** The next voice is to play. */
  #resumes = false;
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
    if (!voice || this.#status !== 'playing') return this.#from;
    return this.#positionAt(voice, this.#output.heardAt());
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
    if (!this.#output.isOpen()) wakeAudio();
    const before = this.#voice;
    if (before && before.pcm === voice.pcm && sameLoop(before.loop, voice.loop)) {
      this.#voice = voice;
      this.#output.ramp(this.#main, voice.gain);
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
    this.#open(voice.pcm.sampleRate);
    const pcm = aroundSeam(voice.pcm, voice.loop);
    this.#main = this.#output.start({
      pcm,
      part: wholeOf(pcm),
      loop: false,
      gain: voice.gain,
      from: 0,
      when: this.#output.soon(),
      onEnd: () => {
        if (this.#status === 'seam') this.pause();
      },
    });
    this.#set('seam');
  }

  /** Of what left it in the last moment, linear. */
  truePeak(): number {
    return this.#output.truePeak();
  }

  setLevel(level: number): void {
    this.#output.setLevel(level);
  }

  setLayers(layers: readonly Layer[]): void {
    const wanted = new Map(layers.map((layer) => [layer.id, layer]));
    for (const [id, { layer, running }] of this.#layers) {
      const next = wanted.get(id);
      if (next?.pcm === layer.pcm) {
        this.#output.ramp(running, next.gain);
        this.#layers.set(id, { layer: next, running });
      } else {
        this.#output.end(running);
        this.#layers.delete(id);
      }
    }
    for (const layer of layers)
      if (!this.#layers.has(layer.id)) this.#layers.set(layer.id, { layer, running: null });
    if (this.#status === 'playing') this.#startLayers(this.#output.soon());
  }

  /** Nothing of it sounds or is kept any more. */
  close(): void {
    this.#halt();
    this.#layers.clear();
    this.#output.close();
    this.#voice = null;
    this.#resumes = false;
    this.#from = 0;
    this.#changed();
  }

  #start(): void {
    const voice = this.#voice;
    if (!voice) return;
    this.#open(voice.pcm.sampleRate);
    const { loop, pcm, gain } = voice;
    this.#from = this.#within(this.#from);
    const when = this.#output.soon(pcm);
    const running = this.#output.start({
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
    if (!voice) return;
    const seconds = (this.#positionAt(voice, when) - (voice.loop?.start ?? 0)) / voice.pcm.sampleRate;
    for (const entry of this.#layers.values()) {
      if (entry.running) continue;
      const { pcm, gain } = entry.layer;
      const from = Math.round((seconds % durationOf(pcm)) * pcm.sampleRate);
      entry.running = this.#output.start({ pcm, part: wholeOf(pcm), loop: true, from, gain, when });
    }
  }

  #halt(): void {
    this.#output.end(this.#main);
    this.#main = null;
    for (const entry of this.#layers.values()) {
      this.#output.end(entry.running);
      entry.running = null;
    }
    this.#status = 'idle';
  }

  #open(sampleRate: number): void {
    claimPlayback(this.#stop);
    this.#output.open(sampleRate);
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

const sameLoop = (a: LoopPoints | null, b: LoopPoints | null): boolean =>
  a === b || (a !== null && b !== null && a.start === b.start && a.end === b.end);
