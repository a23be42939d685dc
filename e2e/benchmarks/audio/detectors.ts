import { analyse } from '../../../src/web/features/inspector/analysis/analyse.ts';
import { evaluate } from '../../../src/web/features/inspector/analysis/evaluate.ts';
import { amount, type Figure } from '../figure.ts';
import { cases, type Case } from './detector-cases.ts';
import { keyOutcome, OUTCOMES, tempoOutcome, type Said } from './detector-outcomes.ts';
import { eventTable } from './event-cases.ts';

/** Tempi that are not the true one, nor a simple multiple of it. */
const OTHER_TEMPI = [0.93, 1.07, 1.19, 0.83, 1.41];

/** What was said of each sound of one set. */
export type Sets = Map<string, (Said & { name: string })[]>;

export const addTo = (sets: Sets, set: string, name: string, said: Said) =>
  sets.set(set, [...(sets.get(set) ?? []), { ...said, name }]);

/** A line a set; an octave of the tempo is as wrong as any other number, a relative key is told as such. */
export function outcomeTable(sets: Sets): { lines: string[]; figures: Figure[] } {
  const lines = [
    `| | n | ${OUTCOMES.join(' | ')} | true one offered | sure and right | sure and wrong |`,
    `| --- |${' --: |'.repeat(OUTCOMES.length + 4)}`,
  ];
  const figures: Figure[] = [];
  const details: string[] = [];
  for (const [name, all] of sets) {
    const isWrong = ({ outcome }: { outcome: string }) =>
      outcome === 'wrong' || (outcome === 'octave' && name.startsWith('tempo'));
    const sure = all.filter(({ isSure }) => isSure);
    const wrong = sure.filter(isWrong).length;
    const counts = OUTCOMES.map((outcome) => all.filter((each) => each.outcome === outcome).length);
    const offered = all.filter(({ isOffered }) => isOffered).length;
    for (const each of all.filter(isWrong))
      if (each.isSure || each.outcome === 'wrong')
        details.push(`  ${name}: ${each.name}: ${each.said}${each.isSure ? ', SURE' : ''}`);
    lines.push(
      `| ${[name, all.length, ...counts, offered, sure.filter(({ outcome }) => outcome === 'right').length, wrong].join(' | ')} |`,
    );
    figures.push(amount('audio', `${name}, of ${all.length}: sure and wrong`, wrong, '', 0));
  }
  return { lines: [...lines, ...details], figures };
}

/** How many asked tempi, right and wrong ones, got which grade. */
interface Grades {
  rightly: Map<string, number>;
  wrongly: Map<string, number>;
}

function ask(test: Case, sets: Sets, grades: Grades): { seconds: number; cpuMs: number } {
  const pcm = test.make();
  // CPU time, which other work on the machine does not stretch.
  const began = process.cpuUsage();
  const report = analyse(pcm, { bpm: test.bpm, key: test.key, loop: false });
  const cpuMs = process.cpuUsage(began).user / 1000;
  if (test.asks !== 'key')
    addTo(
      sets,
      test.bpm === null ? 'no tempo to find' : 'tempo, synthesised',
      test.name,
      tempoOutcome(report, test.bpm),
    );
  if (test.asks !== 'tempo')
    addTo(
      sets,
      test.key === null ? 'no key to find' : 'key, synthesised',
      test.name,
      keyOutcome(report, test.key),
    );
  if (test.asks === 'tempo' && test.bpm !== null) {
    const gradeOf = (bpm: number) => evaluate(report, { bpm, key: null, loop: false }).tempo.grade;
    const add = (to: Map<string, number>, grade: string) => to.set(grade, (to.get(grade) ?? 0) + 1);
    add(grades.rightly, gradeOf(test.bpm));
    for (const factor of OTHER_TEMPI) add(grades.wrongly, gradeOf(Math.round(test.bpm * factor)));
  }
  return { seconds: report.durationS, cpuMs };
}

/** Tempo and key of 200 sounds that have a known one, and single events over beds. */
export function measureDetectors(): { sets: Sets; lines: string[]; figures: Figure[] } {
  const sets: Sets = new Map();
  const grades: Grades = { rightly: new Map(), wrongly: new Map() };
  let [seconds, cpuMs] = [0, 0];
  for (const test of cases()) {
    const took = ask(test, sets, grades);
    seconds += took.seconds;
    cpuMs += took.cpuMs;
  }
  const told = (counts: Map<string, number>) => [...counts].map(([grade, n]) => `${grade} ${n}`).join(', ');
  const events = eventTable();
  return {
    sets,
    lines: [
      `tempo asked rightly: ${told(grades.rightly)}`,
      `tempo asked wrongly: ${told(grades.wrongly)}`,
      '',
      ...events.lines,
    ],
    figures: [
      amount('audio', 'a wrong tempo said to be as asked', grades.wrongly.get('match') ?? 0, '', 0),
      amount('audio', 'a right tempo said to be off', grades.rightly.get('off') ?? 0, '', 0),
      ...events.figures,
      amount('audio', 'CPU for a minute of sound measured', (60 * cpuMs) / 1000 / seconds, 's'),
    ],
  };
}
