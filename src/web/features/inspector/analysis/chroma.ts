import { lengthOf, type Pcm } from '../../../../audio/pcm.ts';
import { createSpectrum } from '../../../../audio/spectrum.ts';

const WINDOW_S = 0.37;
const OPENING_S = 1;
/** Under A1, so that its whole peak is seen. */
const LOWEST_HZ = 52;
const HIGHEST_HZ = 2200;
/** From here on a window tells two semitones apart; lower, the beat between two notes moves their peaks. */
const RESOLVED_HZ = 165;
/** Notes under this one (B3) count as bass. */
const BASS_BELOW_MIDI = 59;
/** Peaks this far under the frame's strongest are left out. */
const PEAK_RANGE_DB = 40;
/** A peak must stand this much above the median of its surroundings, or it is noise. */
const PROMINENCE_DB = 14;
/** How far the surroundings of a peak reach, as a share of its frequency. */
const SURROUNDINGS = 0.12;
const QUIET_DB = 45;
/** A partial that is the nth harmonic of a stronger peak tells about that one, not about a note of its own. */
const HARMONICS = [3, 5, 6, 7];

export interface Chroma {
  /** How much each of the twelve notes sounds, C first; sums to 1, or all 0 when nothing has a pitch. */
  notes: number[];
  /** The same for the low notes alone. */
  bass: number[];
  /** The same for the first second that sounds: music tends to begin at home. */
  opening: number[];
  /** Cents from A = 440, -50 … 50. */
  tuningCents: number;
  /** How well the peaks agree on one tuning: 0 anywhere, 1 all in tune with each other. */
  inTune: number;
  /** Share of the energy that lies in clear peaks, 0 noise … 1 tones. */
  tonality: number;
}

interface Peak {
  midi: number;
  power: number;
}

export function measureChroma(pcm: Pcm): Chroma {
  const size = 2 ** Math.ceil(Math.log2(WINDOW_S * pcm.sampleRate) - 0.2);
  const spectrum = createSpectrum(pcm, size, HIGHEST_HZ * (1 + SURROUNDINGS));
  const hop = size / 2;
  const length = lengthOf(pcm);
  const frames: { peaks: Peak[]; total: number; tonal: number }[] = [];
  for (let start = -size / 4; start < length - size / 4; start += hop)
    frames.push(readPeaks(spectrum.read(start), spectrum.binHz));

  const loudest = Math.max(0, ...frames.map(({ total }) => total));
  const heard = frames.filter(({ total }) => total > loudest * 10 ** (-QUIET_DB / 10));
  const all = heard.flatMap(({ peaks }) => peaks);
  const tuning = tuningOf(all);
  const notes = new Float64Array(12);
  const bass = new Float64Array(12);
  const opening = new Float64Array(12);
  for (const { peaks } of heard) addFrame(peaks, tuning.semitones, notes, bass);
  const early = Math.max(1, Math.round((OPENING_S * pcm.sampleRate) / hop));
  for (const { peaks } of heard.slice(0, early))
    addFrame(peaks, tuning.semitones, opening, new Float64Array(12));
  const total = heard.reduce((sum, frame) => sum + frame.total, 0);
  const tonal = heard.reduce((sum, frame) => sum + frame.tonal, 0);
  return {
    notes: share(notes),
    bass: share(bass),
    opening: share(opening),
    tuningCents: tuning.semitones * 100,
    inTune: tuning.agreement,
    tonality: total === 0 ? 0 : tonal / total,
  };
}

function readPeaks(power: Float64Array, binHz: number) {
  const low = Math.ceil(LOWEST_HZ / binHz);
  const high = Math.min(power.length - 3, Math.floor(HIGHEST_HZ / binHz));
  let total = 0;
  let strongest = 0;
  for (let k = low; k <= high; k++) {
    total += power[k] ?? 0;
    strongest = Math.max(strongest, power[k] ?? 0);
  }
  if (strongest === 0) return { peaks: [], total, tonal: 0 };
  const floor = strongest * 10 ** (-PEAK_RANGE_DB / 10);
  const peaks: Peak[] = [];
  let tonal = 0;
  for (let k = low; k <= high; k++) {
    const here = power[k] ?? 0;
    if (here < floor || here < (power[k - 1] ?? 0) || here <= (power[k + 1] ?? 0)) continue;
    if (!standsOut(power, k)) continue;
    const [a, b, c] = [k - 1, k, k + 1].map((i) => Math.log((power[i] ?? 0) + 1e-20)) as [
      number,
      number,
      number,
    ];
    const offset = (0.5 * (a - c)) / (a - 2 * b + c || 1);
    const hz = (k + Math.max(-0.5, Math.min(0.5, offset))) * binHz;
    const around =
      (power[k - 2] ?? 0) + (power[k - 1] ?? 0) + here + (power[k + 1] ?? 0) + (power[k + 2] ?? 0);
    tonal += around;
    peaks.push({ midi: midiOf(hz), power: here });
  }
  return { peaks, total, tonal: Math.min(tonal, total) };
}

const midiOf = (hz: number): number => 69 + 12 * Math.log2(hz / 440);
const hzOf = (midi: number): number => 440 * 2 ** ((midi - 69) / 12);

/** Whether a peak stands above the median power within a sixth of an octave, its own bins left out. */
function standsOut(power: Float64Array, k: number): boolean {
  const reach = Math.max(8, Math.round(k * SURROUNDINGS));
  const most = (power[k] ?? 0) / 10 ** (PROMINENCE_DB / 10);
  let [below, above] = [0, 0];
  for (let i = Math.max(1, k - reach); i <= k + reach; i++) {
    if (Math.abs(i - k) <= 3) continue;
    if ((power[i] ?? 0) <= most) below++;
    else above++;
  }
  return below > above;
}

/** Where the peaks lie between the semitones, as a circular mean. */
function tuningOf(peaks: Peak[]) {
  let [x, y, sum] = [0, 0, 0];
  for (const { midi, power } of peaks) {
    const weight = Math.sqrt(power) * Math.min(1, hzOf(midi) / RESOLVED_HZ);
    x += weight * Math.cos(2 * Math.PI * midi);
    y += weight * Math.sin(2 * Math.PI * midi);
    sum += weight;
  }
  return { semitones: Math.atan2(y, x) / (2 * Math.PI), agreement: sum === 0 ? 0 : Math.hypot(x, y) / sum };
}

function addFrame(peaks: Peak[], tuning: number, notes: Float64Array, bass: Float64Array) {
  for (const peak of peaks) {
    // A square root: loud notes lead, soft ones still count.
    let weight = Math.sqrt(peak.power);
    for (const n of HARMONICS) {
      const fundamental = peak.midi - 12 * Math.log2(n);
      const parent = peaks.find(
        (other) => Math.abs(other.midi - fundamental) < 0.3 && other.power > peak.power,
      );
      if (parent) weight *= 0.2;
    }
    const midi = peak.midi - tuning;
    const nearest = Math.round(midi);
    const inTune = Math.cos(Math.PI * (midi - nearest)) ** 2;
    const pitchClass = ((nearest % 12) + 12) % 12;
    notes[pitchClass] = (notes[pitchClass] ?? 0) + weight * inTune;
    if (midi < BASS_BELOW_MIDI) bass[pitchClass] = (bass[pitchClass] ?? 0) + weight * inTune;
  }
}

function share(values: Float64Array): number[] {
  const sum = values.reduce((a, b) => a + b, 0);
  return Array.from(values, (value) => (sum === 0 ? 0 : value / sum));
}
