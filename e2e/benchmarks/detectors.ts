// node e2e/benchmarks/detectors.ts [--all]: how often the inspector is right about tempo and key.
import { keyFacts, type SoundKey } from '#shared/key/key-facts.ts';

import { analyse, type Report } from '../../src/web/features/inspector/analysis/analyse.ts';
import { evaluate } from '../../src/web/features/inspector/analysis/evaluate.ts';
import type { RealKey } from '../../src/web/features/inspector/analysis/measure-key.ts';
import { isSureTempo, SURE } from '../../src/web/features/inspector/analysis/measure-tempo.ts';
import { cases, type Case } from './detector-cases.ts';
import { eventTable } from './event-cases.ts';

/** `octave`: a factor of two for a tempo, the relative key for a key. */
type Outcome = 'right' | 'octave' | 'wrong' | 'cannot tell';
const OUTCOMES: Outcome[] = ['right', 'octave', 'wrong', 'cannot tell'];
const TOLERANCE = 0.01;

/** Cases whose true tempo is among the octaves offered. */
let offered = 0;

const isSame = (a: number, b: number) => Math.abs(a / b - 1) < TOLERANCE;

function tempoOutcome(
  { tempo }: Report,
  truth: number | null,
): { outcome: Outcome; isSure: boolean; said: string } {
  if (tempo.kind === 'cannot-tell')
    return { outcome: truth === null ? 'right' : 'cannot tell', isSure: false, said: tempo.reason };
  const octaves = tempo.octaves.map((bpm) => bpm.toFixed(1)).join(' or ');
  const said = `${octaves} (${tempo.confidence.toFixed(2)})`;
  // Of its octave, too.
  const isSure = isSureTempo(tempo);
  if (truth !== null && tempo.octaves.some((bpm) => isSame(bpm, truth))) offered++;
  if (truth === null) return { outcome: isSure ? 'wrong' : 'cannot tell', isSure, said };
  if (isSame(tempo.bpm, truth)) return { outcome: 'right', isSure, said };
  if ([0.25, 0.5, 2, 4].some((factor) => isSame(tempo.bpm, truth * factor)))
    return { outcome: 'octave', isSure, said };
  return { outcome: 'wrong', isSure, said };
}

const isRelative = (a: RealKey, b: SoundKey) => keyFacts(a)?.hue === keyFacts(b)?.hue;

function keyOutcome(
  { key }: Report,
  truth: SoundKey | null,
): { outcome: Outcome; isSure: boolean; said: string } {
  if (key.kind === 'cannot-tell')
    return { outcome: truth === null ? 'right' : 'cannot tell', isSure: false, said: key.reason };
  if (key.kind === 'pitch')
    return {
      outcome: truth === null ? 'right' : 'cannot tell',
      isSure: false,
      said: `pitch ${key.pitchClass}`,
    };
  const said = `${key.key} (${key.confidence.toFixed(2)})`;
  const isSure = key.confidence >= SURE;
  if (truth === null) return { outcome: isSure ? 'wrong' : 'cannot tell', isSure, said };
  if (key.key === truth) return { outcome: 'right', isSure, said };
  return { outcome: isRelative(key.key, truth) ? 'octave' : 'wrong', isSure, said };
}

/** Tempi that are not the true one, nor a simple multiple of it. */
const OTHER_TEMPI = [0.93, 1.07, 1.19, 0.83, 1.41];

interface Tally {
  counts: Record<Outcome, number>;
  sure: Record<Outcome, number>;
}
const tally = (): Tally => ({
  counts: { right: 0, octave: 0, wrong: 0, 'cannot tell': 0 },
  sure: { right: 0, octave: 0, wrong: 0, 'cannot tell': 0 },
});

const tables = new Map<string, Tally>();
const count = (table: string, outcome: Outcome, isSure: boolean) => {
  const row = tables.get(table) ?? tally();
  row.counts[outcome]++;
  if (isSure) row.sure[outcome]++;
  tables.set(table, row);
};
const verdicts = { 'asked rightly': new Map<string, number>(), 'asked wrongly': new Map<string, number>() };
const showAll = process.argv.includes('--all');
const list = cases();
let analysisMs = 0;
let soundS = 0;

async function run(test: Case) {
  const pcm = test.make();
  // CPU time, which other work on the machine does not stretch.
  const began = process.cpuUsage();
  const report = analyse(pcm, { bpm: test.bpm, key: test.key, loop: false });
  analysisMs += process.cpuUsage(began).user / 1000;
  soundS += report.durationS;
  if (test.asks !== 'key') {
    const { outcome, isSure, said } = tempoOutcome(report, test.bpm);
    count(test.bpm === null ? 'no tempo to find' : 'tempo', outcome, isSure);
    if (showAll || outcome === 'wrong') console.log(`  ${outcome.padEnd(12)} ${test.name}: ${said}`);
  }
  if (test.asks !== 'tempo') {
    const { outcome, isSure, said } = keyOutcome(report, test.key);
    count(test.key === null ? 'no key to find' : 'key', outcome, isSure);
    if (showAll || outcome === 'wrong') console.log(`  ${outcome.padEnd(12)} ${test.name}: ${said}`);
  }
  if (test.asks !== 'tempo' || test.bpm === null) return;
  const right = evaluate(report, { bpm: test.bpm, key: null, loop: false }).tempo;
  verdicts['asked rightly'].set(right.grade, (verdicts['asked rightly'].get(right.grade) ?? 0) + 1);
  if (right.grade === 'off' || right.grade === 'near')
    console.log(`  asked ${test.bpm}, ${test.name}: ${right.text}`);
  for (const factor of OTHER_TEMPI) {
    const asked = Math.round(test.bpm * factor);
    const { grade, text } = evaluate(report, { bpm: asked, key: null, loop: false }).tempo;
    verdicts['asked wrongly'].set(grade, (verdicts['asked wrongly'].get(grade) ?? 0) + 1);
    if (grade === 'match') console.log(`  asked ${asked} wrongly, ${test.name}: ${text}`);
  }
}

for (const test of list) await run(test);

console.log(
  `\n${list.length} synthesised cases, ${soundS.toFixed(0)} s of sound, analysed with ${((60 * analysisMs) / 1000 / soundS).toFixed(2)} s of CPU per minute of sound\n`,
);
console.log(`| | ${OUTCOMES.join(' | ')} | wrong and sure |\n| --- |${' --: |'.repeat(OUTCOMES.length + 1)}`);
let sureAndWrong = 0;
for (const [name, { counts, sure }] of tables) {
  // A relative key is told as such; an octave of the tempo is as wrong as any other number.
  const wrong = sure.wrong + (name === 'tempo' ? sure.octave : 0);
  sureAndWrong += wrong;
  console.log(
    `| ${name} | ${OUTCOMES.map((outcome) => `${counts[outcome]}${sure[outcome] ? ` (${sure[outcome]} sure)` : ''}`).join(' | ')} | ${wrong} |`,
  );
}
console.log(`\nthe true tempo is among those offered: ${offered}`);
for (const [name, grades] of Object.entries(verdicts))
  console.log(`\ntempo ${name}: ${[...grades].map(([grade, n]) => `${grade} ${n}`).join(', ')}`);
const falseMatches = verdicts['asked wrongly'].get('match') ?? 0;
const falseAlarms = verdicts['asked rightly'].get('off') ?? 0;
console.log(
  `\nwrong with high confidence: ${sureAndWrong}; asked tempo wrongly confirmed: ${falseMatches}; wrongly denied: ${falseAlarms}`,
);
console.log(`\n${eventTable()}`);
if (sureAndWrong > 0) process.exitCode = 1;
