import { CLICK_FLOOR, CLICK_REACH_S, measureJoin, type Join } from '../../../../audio/click.ts';
import { lengthOf, levelAt, samplesIn, type Pcm } from '../../../../audio/pcm.ts';
import { measureEdges, SILENCE_DBFS } from '../../../../audio/silent-edges.ts';
import { createSpectrum, melEdges } from '../../../../audio/spectrum.ts';

/** What one hears at an audible seam that is no click. */
type SeamFlaw =
  /** A silence that the rest of the sound does not have. */
  | 'gap'
  /** A kink in the wave. */
  | 'kink'
  /** Something that rang is cut off. */
  | 'cut'
  /** Something starts that is no new hit. */
  | 'jump';

export type Seam =
  | {
      kind: 'clean' | 'audible' | 'click';
      flaws: SeamFlaw[];
      /** Of the worst channel. */
      join: Join;
      /** How far the bands fall and rise over the join, dB, and what the sound itself does between such moments at most. */
      fallDb: number;
      riseDb: number;
      usualFallDb: number;
      usualRiseDb: number;
    }
  | { kind: 'cannot-tell'; reason: 'too-short' | 'silent' };

const SHORTEST_S = 0.15;
const FRAME_S = 0.046;
const BANDS = 24;
const FLOOR_DB = 60;
/** A change of colour is heard when it is this much larger than any the sound makes by itself … */
const UNUSUAL = 1.3;
/** … and at least this large, averaged over the bands. */
const AUDIBLE_DB = 4;
/** Half a minute is enough to know what is usual. */
const MOST_FRAMES = 1300;
/** A hit dies away again: this much, by the time a second is over. */
const HIT_DECAY_DB = 3;

/** How the end of a sound meets its start when it is looped. */
export function measureSeam(pcm: Pcm): Seam {
  const length = lengthOf(pcm);
  if (length < samplesIn(pcm, SHORTEST_S)) return { kind: 'cannot-tell', reason: 'too-short' };
  if (measureEdges(pcm).kind === 'silent') return { kind: 'cannot-tell', reason: 'silent' };

  const joins = pcm.channels.map((channel) => measureJoin(channel, pcm.sampleRate, 0, length));
  const join = joins.reduce((a, b) => (b.ratio > a.ratio ? b : a));
  const colour = measureColour(pcm);
  const flaws: SeamFlaw[] = [];
  if (hasGap(pcm)) flaws.push('gap');
  if (colour.fallDb > Math.max(AUDIBLE_DB, UNUSUAL * colour.usualFallDb)) flaws.push('cut');
  const jumps = colour.riseDb > Math.max(AUDIBLE_DB, UNUSUAL * colour.usualRiseDb);
  if (jumps && !colour.isHit) flaws.push('jump');
  if (!colour.isHit && pcm.channels.some(hasKink)) flaws.push('kink');

  const { isHit: _, ...measured } = colour;
  const clicks = pcm.channels.some((channel, i) => {
    const own = joins[i];
    return own?.isClick === true && !(colour.isHit && isAttackOfItsOwn(channel, pcm.sampleRate, own));
  });
  const kind = clicks ? 'click' : flaws.length > 0 ? 'audible' : 'clean';
  return { kind, flaws, join, ...measured };
}

function measureColour(pcm: Pcm) {
  const size = 2 ** Math.round(Math.log2(FRAME_S * pcm.sampleRate));
  const spectrum = createSpectrum(pcm, size);
  const edges = melEdges(BANDS, 60, Math.min(12000, pcm.sampleRate * 0.45), spectrum.binHz);
  const bandsAt = (start: number): number[] => {
    const power = spectrum.read(start);
    return Array.from({ length: BANDS }, (_, band) =>
      power.subarray(edges[band] ?? 0, edges[band + 1] ?? 0).reduce((sum, bin) => sum + bin, 0),
    );
  };
  const length = lengthOf(pcm);
  const frames: number[][] = [];
  for (let start = 0; start + size <= length && frames.length < MOST_FRAMES; start += size / 2)
    frames.push(bandsAt(start));
  const last = bandsAt(length - size);
  const loudest = Math.max(...frames.flat(), ...last);
  const toDb = (bands: number[]) =>
    bands.map((power) => 10 * Math.log10(power + loudest * 10 ** (-FLOOR_DB / 10)));
  const db = frames.map(toDb);
  const empty: number[] = [];
  // Frames that do not overlap, as the two at the seam do not.
  const steps = db.slice(2).map((frame, i) => compare(db[i] ?? empty, frame));
  const seam = compare(toDb(last), db[0] ?? empty);
  const level = (bands: number[] | undefined) =>
    10 * Math.log10((bands ?? empty).reduce((a, b) => a + b, 0) + 1e-12);
  const perSecond = (2 * pcm.sampleRate) / size;
  const later = frames
    .slice(Math.round(0.3 * perSecond), Math.round(perSecond))
    .map(level)
    .sort((a, b) => a - b);
  const attack = Math.max(...frames.slice(0, 3).map(level));
  return {
    fallDb: seam.fall,
    riseDb: seam.rise,
    usualFallDb: nearlyMost(steps.map(({ fall }) => fall)),
    usualRiseDb: nearlyMost(steps.map(({ rise }) => rise)),
    isHit:
      seam.rise > AUDIBLE_DB / 2 && attack - (later[Math.floor(later.length * 0.3)] ?? attack) > HIT_DECAY_DB,
  };
}

function compare(before: number[], after: number[]) {
  let [fall, rise] = [0, 0];
  after.forEach((value, band) => {
    const change = value - (before[band] ?? value);
    if (change > 0) rise += change;
    else fall -= change;
  });
  return { fall: fall / BANDS, rise: rise / BANDS };
}

const nearlyMost = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.98)] ?? 0;

const ALIKE = 0.8;
const ENOUGH_ALIKE = 3;

/** A drum on the first sample makes a steep step too. It is no click when the sound's other hits begin as steeply. */
function isAttackOfItsOwn(channel: Float32Array, sampleRate: number, join: Join): boolean {
  const reach = samplesIn({ channels: [], sampleRate }, CLICK_REACH_S);
  const n = channel.length;
  const squares = new Float64Array(n + 1);
  const step = (i: number) => Math.abs((channel[i] ?? 0) - (channel[i - 1] ?? 0));
  for (let i = 1; i < n; i++) squares[i + 1] = (squares[i] ?? 0) + step(i) ** 2;
  let alike = 0;
  for (let i = reach + 1; i < n - reach && alike < ENOUGH_ALIKE; i++) {
    const here = step(i);
    if (here < ALIKE * join.step) continue;
    const around = (squares[i + reach] ?? 0) - (squares[i - reach] ?? 0) - here ** 2;
    if (here < ALIKE * join.ratio * Math.sqrt(around / (2 * reach))) continue;
    alike++;
    // One attack counts once.
    i += 2 * reach;
  }
  return alike >= ENOUGH_ALIKE;
}

const KINK_RATIO = 10;

/** A change of slope at the join far beyond its surroundings, such as the rest of the sound does not have. */
function hasKink(channel: Float32Array): boolean {
  const n = channel.length;
  const bend = (i: number) =>
    Math.abs((channel[(i + 1) % n] ?? 0) - 2 * (channel[i % n] ?? 0) + (channel[(i - 1 + n) % n] ?? 0));
  const here = Math.max(bend(0), bend(n - 1));
  const reach = Math.min(400, Math.floor(n / 4));
  let squares = 0;
  for (let i = 2; i < reach; i++) squares += bend(i) ** 2 + bend(n - 1 - i) ** 2;
  if (here < CLICK_FLOOR || here < KINK_RATIO * Math.sqrt(squares / (2 * (reach - 2)))) return false;
  let alike = 0;
  for (let i = 2; i < n - 2 && alike < 2; i++) if (bend(i) >= here) alike++;
  return alike < 2;
}

const GAP_S = 0.005;

function hasGap(pcm: Pcm): boolean {
  const edges = measureEdges(pcm);
  if (edges.kind === 'silent') return false;
  const gap = edges.lead + edges.tail;
  if (gap < samplesIn(pcm, GAP_S)) return false;
  const threshold = 10 ** (SILENCE_DBFS / 20);
  let longest = 0;
  let lastLoud = edges.lead;
  const end = lengthOf(pcm) - edges.tail;
  for (let i = edges.lead; i < end; i++) {
    if (levelAt(pcm, i) <= threshold) continue;
    longest = Math.max(longest, i - lastLoud - 1);
    lastLoud = i;
  }
  return gap > 1.5 * longest;
}
