import { BEATS_PER_BAR } from '#shared/bpm.ts';
import type { SoundKey } from '#shared/key/key-facts.ts';

import { announce } from '../../../lib/announce.ts';
import type { Store } from '../../../lib/create-store.ts';
import * as words from '../../../strings/compose-strings.ts';
import { claimPlayback } from '../../player/exclusive-playback.ts';
import { pitchesOf } from './pitches.ts';

export interface PreviewedKey {
  key: SoundKey;
  /** null is Auto: no click. */
  bpm: number | null;
}

/** Without a BPM the scale walks at this. */
const SCALE_BPM = 100;
const BARS = 8;
/** Long enough for a busy page, short enough that a new BPM is heard at once. */
const LOOK_AHEAD_S = 0.3;
const TICK_MS = 25;
const FADE_S = 0.06;

const isSilent = ({ key, bpm }: PreviewedKey) => key === 'Any' && bpm === null;

/** @param shown holds it while it sounds */
export function startKeySound(heard: PreviewedKey, shown: Store<KeySound | null>): void {
  if (isSilent(heard)) return announce(words.nothingToHear);
  const sound = new KeySound(heard, () => {
    if (shown.get() === sound) shown.set(null);
  });
  claimPlayback(() => sound.stop());
  shown.set(sound);
}

/** A click and a soft chord with its scale. `change` while it sounds is heard at the next beat; ends by itself after eight bars. */
export class KeySound {
  readonly #context: AudioContext;
  readonly #out: GainNode;
  readonly #onEnd: () => void;
  #heard: PreviewedKey;
  #beat = 0;
  #nextS: number;
  #drone: { key: SoundKey; stop: () => void } | null = null;
  #timer: ReturnType<typeof setInterval>;
  #over = false;

  constructor(heard: PreviewedKey, onEnd: () => void) {
    this.#heard = heard;
    this.#onEnd = onEnd;
    this.#context = new AudioContext({ latencyHint: 'interactive' });
    this.#out = new GainNode(this.#context, { gain: 0.9 });
    this.#out.connect(this.#context.destination);
    this.#nextS = this.#context.currentTime + 0.05;
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
    void this.#context.resume().then(() => this.#tick());
  }

  change(heard: PreviewedKey): void {
    this.#heard = heard;
    if (isSilent(heard)) this.stop();
  }

  stop(): void {
    if (this.#over) return;
    this.#over = true;
    clearInterval(this.#timer);
    const now = this.#context.currentTime;
    this.#out.gain.setTargetAtTime(0, now, FADE_S / 4);
    setTimeout(() => void this.#context.close(), FADE_S * 1000 + 50);
    this.#onEnd();
  }

  #tick(): void {
    if (this.#over || this.#context.state !== 'running') return;
    const now = this.#context.currentTime;
    // A page that was kept busy, or asleep, drops beats rather than bunch them, and stays on the grid.
    const beatS = this.#beatS();
    if (this.#nextS < now) this.#nextS += Math.ceil((now - this.#nextS) / beatS) * beatS;
    while (!this.#over && this.#nextS < now + LOOK_AHEAD_S) this.#playBeat();
  }

  #beatS(): number {
    return 60 / (this.#heard.bpm ?? SCALE_BPM);
  }

  #playBeat(): void {
    const { key, bpm } = this.#heard;
    if (this.#beat >= BARS * BEATS_PER_BAR) return this.stop();
    const at = this.#nextS;
    if (bpm !== null) this.#click(at, this.#beat % BEATS_PER_BAR === 0);
    this.#holdDrone(key, at);
    const scale = pitchesOf(key)?.scaleHz;
    // Up in two bars, then two bars to listen to the chord.
    const note = scale?.[this.#beat % (4 * BEATS_PER_BAR)];
    const beatS = this.#beatS();
    if (note !== undefined) this.#pluck(note, at, Math.min(beatS * 1.5, 1.2));
    this.#beat += 1;
    this.#nextS = at + beatS;
  }

  #click(at: number, isFirst: boolean): void {
    const oscillator = new OscillatorNode(this.#context, {
      type: 'square',
      frequency: isFirst ? 1760 : 1175,
    });
    this.#shape(oscillator, at, 0.002, isFirst ? 0.11 : 0.065, 0.045);
  }

  #pluck(hz: number, at: number, lengthS: number): void {
    const oscillator = new OscillatorNode(this.#context, { type: 'triangle', frequency: hz * 2 });
    this.#shape(oscillator, at, 0.01, 0.12, lengthS);
  }

  #shape(source: OscillatorNode, at: number, attackS: number, level: number, lengthS: number): void {
    const gain = new GainNode(this.#context, { gain: 0 });
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(level, at + attackS);
    gain.gain.exponentialRampToValueAtTime(0.0001, at + attackS + lengthS);
    source.connect(gain).connect(this.#out);
    source.start(at);
    source.stop(at + attackS + lengthS + 0.02);
  }

  #holdDrone(key: SoundKey, at: number): void {
    if (this.#drone?.key === key) return;
    this.#drone?.stop();
    const chord = pitchesOf(key)?.chordHz;
    this.#drone = chord ? { key, stop: this.#chord(chord, at) } : null;
  }

  #chord(chord: readonly number[], at: number): () => void {
    const filter = new BiquadFilterNode(this.#context, { type: 'lowpass', frequency: 900, Q: 0.4 });
    const gain = new GainNode(this.#context, { gain: 0 });
    gain.gain.setTargetAtTime(0.055, at, 0.25);
    filter.connect(gain).connect(this.#out);
    const voices = chord.map(
      (frequency) => new OscillatorNode(this.#context, { type: 'triangle', frequency }),
    );
    for (const voice of voices) {
      voice.connect(filter);
      voice.start(at);
    }
    return () => {
      gain.gain.setTargetAtTime(0, at, 0.05);
      for (const voice of voices) voice.stop(at + 0.4);
    };
  }
}
