import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { amount, compared, type Figure } from './figure.ts';

/** Runs a bench that is a program of its own. */
async function run(file: string, args: string[]): Promise<string> {
  const child = spawn(process.execPath, [join(import.meta.dirname, file), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => (said += String(chunk)));
  await once(child, 'close');
  return said;
}

/** Its last line is its result as JSON. */
async function figuresOf<Result>(file: string, args: string[]): Promise<Result> {
  const said = await run(file, args);
  return JSON.parse(said.trim().split('\n').at(-1) ?? '') as Result;
}

interface Held {
  errors: number;
  chargedOnce: boolean;
  p50Ms: number;
  p99Ms: number;
  /** Every 10 s, the first after the warm-up. */
  rssMb: number[];
  /** After a collection: once the warm-up is over, and in the end. */
  heldMb: [number, number];
  heapMb: [number, number];
}

/** B7: 20 event streams and 20 submissions a second, held for a minute. */
export async function measureStreams(): Promise<Figure[]> {
  const held = await figuresOf<Held>('load.ts', ['--json']);
  return [
    amount('B7', 'errors under 20 streams and 20 submissions/s', held.errors, '', 0),
    amount('B7', 'charged twice', held.chargedOnce ? 0 : 1, '', 0),
    compared(
      'B7',
      'memory held after a minute of it',
      held.heldMb[1],
      'MB',
      { name: 'after its warm-up', value: held.heldMb[0] },
      1.1,
    ),
    compared('-', '… of it the heap', held.heapMb[1], 'MB', {
      name: 'after its warm-up',
      value: held.heapMb[0],
    }),
    amount('-', '… before a collection, the most', Math.max(...held.rssMb), 'MB'),
    amount('-', 'submission under it, p50', held.p50Ms, 'ms'),
    amount('-', 'submission under it, p99', held.p99Ms, 'ms'),
  ];
}

/** B8: every question the page asks of 50,000 tasks, and a minute of them. */
export async function measureLibrary(): Promise<Figure[]> {
  const said = await run('library.ts', ['50000', '60']);
  const questions = [...said.matchAll(/^(.{28,}?) +([\d.]+) +[\d.]+ {2}of (\d+)/gm)].map(
    ([, name = '', medianMs, budgetMs]) => ({
      name: name.trim(),
      medianMs: Number(medianMs),
      budgetMs: Number(budgetMs),
    }),
  );
  const rssMb = [...said.matchAll(/^under load: \d+ answers, (\d+) MB/gm)].map(([, mb]) => Number(mb));
  if (questions.length === 0 || rssMb.length === 0) throw new Error(`library.ts said no figures:\n${said}`);
  const slowest = (budgetMs: number) =>
    questions
      .filter((question) => question.budgetMs === budgetMs)
      .toSorted((a, b) => b.medianMs - a.medianMs)[0];
  const lines = [...new Set(questions.map(({ budgetMs }) => budgetMs))].flatMap((budgetMs) => {
    const worst = slowest(budgetMs);
    const word = budgetMs > 20 ? 'search' : 'list';
    return worst
      ? [amount('B8', `slowest ${word} of 50,000: ${worst.name}`, worst.medianMs, 'ms', budgetMs)]
      : [];
  });
  // The first half minute fills SQLite's and V8's caches.
  const settled = rssMb[Math.floor(rssMb.length / 2)] ?? NaN;
  return [
    ...lines,
    compared(
      'B8',
      'memory, 60 s of questions',
      rssMb.at(-1) ?? NaN,
      'MB',
      { name: 'half-way', value: settled },
      1.1,
    ),
  ];
}

/** Told, without a budget here: the sandbox's renders. */
export async function measureSandbox(): Promise<Figure[]> {
  const said = await run('engine.ts', ['speed']);
  return [...said.matchAll(/^speed, (.+): median (\d+) ms/gm)].map(([, name = '', ms]) =>
    amount('-', `sandbox, ${name}`, Number(ms), 'ms'),
  );
}
