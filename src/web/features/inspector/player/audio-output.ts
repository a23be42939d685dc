import { lengthOf, slice, type Pcm } from '../../../../audio/pcm.ts';
import { truePeak } from '../../../../audio/true-peak.ts';
import { toBuffer } from './buffers.ts';
import { outputLatencyOf } from './output-latency.ts';
import { startBuffer, startPieces, type Part, type SoundSource } from './sound-source.ts';

/** A sound on its way to the ear. */
export interface Running {
  source: SoundSource;
  fader: GainNode;
}

interface Start {
  pcm: Pcm;
  part: Part;
  loop: boolean;
  /** Samples into the part. */
  from: number;
  /** Plain factor. */
  gain: number;
  /** Seconds of the output's clock, on a sample. */
  when: number;
  onEnd?: () => void;
}

/** Samples of all channels; what has more is handed over piece by piece. */
const LONG = 8_000_000;
const isLong = (pcm: Pcm): boolean => lengthOf(pcm) * pcm.channels.length > LONG;

/** Time to hand a start to the audio thread; less is late, more is felt. */
const LEAD_FRAMES = 1024;
/** Of a sound in pieces: the first would lie over the second for as long as it is late. */
const PIECES_LEAD_FRAMES = 4096;
const FADE_S = 0.006;

/**
 * From samples in memory to the ear. A loop is a buffer of its own, looped as a whole: loop points in seconds do not
 * hit every sample in every browser, a buffer's end does.
 */
export class AudioOutput {
  #context: AudioContext | null = null;
  #master: GainNode | null = null;
  #analysers: AnalyserNode[] = [];
  #level = 1;
  #loopBuffer: { pcm: Pcm; part: Part; buffer: AudioBuffer } | null = null;
  readonly #buffers = new WeakMap<Pcm, AudioBuffer>();

  /** Opens it at the sound's own rate: nothing is resampled. */
  open(sampleRate: number): void {
    if (this.#context && this.#context.sampleRate !== sampleRate) this.#closeContext();
    if (!this.#context) {
      this.#context = new AudioContext({ sampleRate, latencyHint: 'interactive' });
      this.#master = new GainNode(this.#context, { gain: this.#level });
      this.#master.connect(this.#context.destination);
      this.#analysers = metersOf(this.#context, this.#master);
    }
    if (this.#context.state === 'suspended') void this.#context.resume();
  }

  isOpen(): boolean {
    return this.#context !== null;
  }

  /** What is heard now, seconds of its clock. */
  heardAt(): number {
    return this.#context ? this.#context.currentTime - outputLatencyOf(this.#context) : 0;
  }

  /** The next time at which a sound can start, seconds of its clock. */
  soon(pcm: Pcm | null = null): number {
    if (!this.#context) return 0;
    const { currentTime, sampleRate } = this.#context;
    const lead = pcm && isLong(pcm) ? PIECES_LEAD_FRAMES : LEAD_FRAMES;
    // On a sample, so that nothing is interpolated.
    return (Math.round(currentTime * sampleRate) + lead) / sampleRate;
  }

  /** @throws {TypeError} while it is not open */
  start(what: Start): Running {
    const context = this.#context;
    if (!context) throw new TypeError('the output is not open');
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

  end(running: Running | null): void {
    if (!running || !this.#context) return;
    const now = this.#context.currentTime;
    running.fader.gain.setTargetAtTime(0, now, FADE_S / 4);
    running.source.stop(now + 2 * FADE_S);
  }

  ramp(running: Running | null, gain: number): void {
    if (running && this.#context)
      running.fader.gain.setTargetAtTime(gain, this.#context.currentTime, FADE_S / 2);
  }

  setLevel(level: number): void {
    this.#level = level;
    if (this.#context) this.#master?.gain.setTargetAtTime(level, this.#context.currentTime, 0.01);
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

  /** Nothing of it sounds any more, and no loop is kept. */
  close(): void {
    this.#closeContext();
    this.#loopBuffer = null;
  }

  #closeContext(): void {
    void this.#context?.close();
    this.#context = null;
  }

  #bufferOf(context: AudioContext, pcm: Pcm, part: Part): AudioBuffer {
    if (part.start === 0 && part.end === lengthOf(pcm)) {
      const buffer = this.#buffers.get(pcm) ?? toBuffer(context, pcm);
      this.#buffers.set(pcm, buffer);
      return buffer;
    }
    const known = this.#loopBuffer;
    if (known?.pcm === pcm && known.part.start === part.start && known.part.end === part.end)
      return known.buffer;
    const buffer = toBuffer(context, slice(pcm, part.start, part.end));
    this.#loopBuffer = { pcm, part, buffer };
    return buffer;
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
