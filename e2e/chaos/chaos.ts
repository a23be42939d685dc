import { parseArgs } from 'node:util';

import { onWorkerd } from './on-workerd.ts';
import { openChaosBrowser, runPage } from './page/run-page.ts';
import { PLANTED } from './page/world.ts';
import { onNode, runScenario } from './run-one.ts';
import { drawScenario, type Scenario } from './scenario.ts';

/**
 * `npm run chaos -- --runs 1000 --seed 1 [--from 0] [--break journal]`: exits non-zero on any violation.
 * `--cold`: no page says that a send is near, to compare how many outcomes are unknown.
 * With `--runtime workerd` it is the Worker that is killed, on Cloudflare's own runtime.
 * With `--page` the real page is driven in a browser [--break retry|export]; it must be built.
 */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    jobs: { type: 'string', default: '2' },
    break: { type: 'string' },
    cold: { type: 'boolean', default: false },
    page: { type: 'boolean', default: false },
    runtime: { type: 'string', default: 'node' },
  },
});
const runs = Number(values.runs);
const from = Number(values.from);

interface Row {
  runs: number;
  violations: number;
}
const table = new Map<string, Row>();
const violations: string[] = [];

function count(name: string, found: number): void {
  const row = table.get(name) ?? { runs: 0, violations: 0 };
  table.set(name, { runs: row.runs + 1, violations: row.violations + found });
}

function namesOf({ submissions, kill, outageMs, isKeyTyped }: Scenario): string[] {
  const faults = submissions.map(({ fault }) => (fault === null ? 'vendor well' : `vendor ${fault}`));
  const killed =
    kill === null ? 'not killed' : kill.at === 'point' ? `killed ${kill.point}` : 'killed at random';
  const people = submissions.flatMap(({ copies, abortMs, reuse, remove }) => [
    ...(copies > 1 ? ['client sends twice'] : []),
    ...(abortMs === null ? [] : ['client gives up']),
    ...(reuse ? ['client reuses a key'] : []),
    ...(remove ? ['client deletes and replays'] : []),
  ]);
  const key = isKeyTyped ? 'key typed in the page' : 'key of the environment';
  return [...new Set([...faults, killed, key, ...people, ...(outageMs === null ? [] : ['vendor away'])])];
}

/** At once, since a long run may be ended before its table. */
function say(n: number, found: readonly string[]): void {
  const sentences = found.map((sentence) => `run ${n}: ${sentence}`);
  for (const sentence of sentences) console.error(sentence);
  violations.push(...sentences);
}

const workerd = values.runtime === 'workerd' ? onWorkerd() : null;
let made = 0;
let unclear = 0;
async function runServer(n: number): Promise<void> {
  const drawn = drawScenario(Number(values.seed), n);
  const submissions = drawn.submissions.map((one) => (values.cold ? { ...one, warmMs: null } : one));
  const scenario = { ...drawn, submissions };
  const {
    violations: found,
    tasks,
    unknown,
  } = await runScenario(scenario, values.break ?? null, workerd ?? onNode);
  made += tasks;
  unclear += unknown;
  for (const name of namesOf(scenario)) count(name, found.length);
  say(n, found);
}

const browser = values.page ? await openChaosBrowser() : null;
const planted = PLANTED.find((fault) => fault === values.break) ?? null;

async function runInPage(page: NonNullable<typeof browser>, n: number): Promise<void> {
  const { violations: found, log } = await runPage(page, Number(values.seed), n, planted);
  for (const name of new Set(log.map((line) => line.replaceAll(/\b(run \d+ )?cue \d+,?/g, '').trim())))
    count(name, found.length);
  say(n, found);
  if (found.length > 0) console.error(`run ${n} did: ${log.join(' | ')}`);
}

let next = from;
let done = 0;
/** Ctrl+C: what has run is still counted. */
const stopped = new AbortController();
process.once('SIGINT', () => stopped.abort());
async function work(): Promise<void> {
  while (next < from + runs && !stopped.signal.aborted) {
    const n = next++;
    await (browser ? runInPage(browser, n) : runServer(n));
    done++;
    if (done % (browser ? 20 : 100) === 0)
      console.error(`${done} runs, ${violations.length} violations so far`);
  }
}

const started = Date.now();
await Promise.all(Array.from({ length: Number(values.jobs) }, work));
await browser?.close();
workerd?.close();

console.log(`${'what happened'.padEnd(40)} ${'runs'.padStart(6)} ${'violations'.padStart(11)}`);
for (const [name, row] of [...table].sort(([a], [b]) => a.localeCompare(b))) {
  console.log(`${name.padEnd(40)} ${String(row.runs).padStart(6)} ${String(row.violations).padStart(11)}`);
}
for (const sentence of violations.slice(0, 40)) console.log(sentence);
const seconds = Math.round((Date.now() - started) / 1000);
if (made > 0) console.log(`${unclear} of ${made} tasks ended as unknown`);
console.log(`${done} runs, seed ${values.seed}, ${violations.length} violations, ${seconds} s`);
process.exitCode = violations.length > 0 ? 1 : 0;
// What a killed runtime left half open kept the process after a run of 200.
if (workerd) process.exit();
