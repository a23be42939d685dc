import { keyFacts, type SoundKey } from '#shared/key/key-facts.ts';

const STEPS = { major: [0, 2, 4, 5, 7, 9, 11, 12], minor: [0, 2, 3, 5, 7, 8, 10, 12] } as const;
const A4_HZ = 440;
/** MIDI number of the C the tonics are counted from: all stand between F3 and E4, where small speakers speak. */
const C4 = 60;
const HIGHEST_TONIC = 4;

const hz = (midi: number): number => A4_HZ * 2 ** ((midi - 69) / 12);

/** The key as one hears it: its scale from tonic to tonic, and a chord to stand on; null for Any. */
export function pitchesOf(key: SoundKey): { scaleHz: number[]; chordHz: number[] } | null {
  const facts = keyFacts(key);
  if (!facts) return null;
  const tonic = C4 + facts.pitchClass - (facts.pitchClass > HIGHEST_TONIC ? 12 : 0);
  const steps = STEPS[facts.mode];
  return {
    scaleHz: steps.map((step) => hz(tonic + step)),
    chordHz: [hz(tonic - 12), hz(tonic), hz(tonic + steps[2]), hz(tonic + steps[4])],
  };
}
