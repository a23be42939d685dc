import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';

import { isLive, type Task } from '#shared/task.ts';

import { startFaultyVendor } from '../../src/testing/faulty-vendor/faulty-vendor.ts';
import { type Child, CHAOS_KEY, startChild, typeKey } from './child.ts';
import { listen, nothingTold, playClients, readEverything, readTasks, send } from './clients.ts';
import { type Evidence, findViolations } from './invariants.ts';
import type { Scenario } from './scenario.ts';

/** All work after the restart must have come to rest by then. */
const REST_MS = 12_000;

export interface Outcome {
  violations: string[];
  tasks: number;
  /** Of them, whose outcome nobody can tell. */
  unknown: number;
}

/** What a run starts, kills and looks into. */
export interface Runtime {
  start: (
    dataDir: string,
    scenario: Scenario,
    options: { vendorUrl: string | null; broken: string | null; isFirst: boolean },
  ) => Promise<Child>;
  /** It cannot kill itself at a named moment: the vendor does it, when it books the nth charge, or so long after. */
  killsAtCharge: boolean;
  inspect: (dataDir: string, scenario: Scenario) => Pick<Evidence, 'moves' | 'integrity' | 'filesWithKey'>;
}

export const onNode: Runtime = {
  async start(dataDir, { kill }, { vendorUrl, broken, isFirst }) {
    if (!isFirst) return startChild(dataDir, vendorUrl);
    const child = await startChild(dataDir, vendorUrl, {
      ...(kill?.at === 'point' && { CHAOS_POINT: kill.point, CHAOS_NTH: String(kill.nth) }),
      ...(broken !== null && { CHAOS_BREAK: broken }),
    });
    recordMoves(dataDir);
    return child;
  },
  killsAtCharge: false,
  inspect,
};

/** How long after a charge was booked the vendor kills what sent it. */
const AFTER_CHARGE_MS = { journalled: 0, 'before-send': 2, 'after-send': 8, 'after-settle': 15 };

/** One life: people submit, the server is killed, is started again, and everything is counted. */
export async function runScenario(
  scenario: Scenario,
  broken: string | null,
  runtime: Runtime = onNode,
): Promise<Outcome> {
  const dataDir = mkdtempSync(join(tmpdir(), 'cuesmith-chaos-'));
  let charges = 0;
  let killNow = () => {};
  const atCharge = () => {
    charges++;
    const { kill } = scenario;
    if (!runtime.killsAtCharge || kill?.at !== 'point' || charges !== kill.nth) return;
    setTimeout(() => killNow(), AFTER_CHARGE_MS[kill.point]);
  };
  const faults = new Map(scenario.submissions.map(({ prompt, fault }) => [prompt, fault]));
  const vendor = await startFaultyVendor({
    plan: { renderMs: 60 },
    planFor() {
      atCharge();
      return {};
    },
    ...(scenario.idle && { idle: scenario.idle }),
    faultFor: ({ prompt }) => {
      const fault = faults.get(String(prompt)) ?? undefined;
      // "Later" is not for ever: the second try finds the vendor well.
      if (fault === 'code-405' || fault === 'code-430') faults.delete(String(prompt));
      return fault;
    },
  });
  const told = nothingTold();
  try {
    const named = scenario.isKeyTyped ? null : vendor.url;
    const first = await runtime.start(dataDir, scenario, { vendorUrl: named, broken, isFirst: true });
    killNow = () => void first.kill();
    if (scenario.isKeyTyped) await typeKey(first, vendor.url, told);
    void listen(first.url, told);
    if (scenario.outageMs !== null) void outage(vendor, scenario.outageMs);
    const played = playClients(first.url, scenario, told);
    if (scenario.kill?.at === 'time') {
      await pause(scenario.kill.afterMs);
      await first.kill();
    }
    await played;
    await first.kill();

    killNow = () => {};
    const second = await runtime.start(dataDir, scenario, { vendorUrl: named, broken: null, isFirst: false });
    void listen(second.url, told);
    await replay(second, scenario, told);
    await atRest(second);
    await readEverything(second.url, told);
    const evidence: Evidence = {
      scenario,
      billing: vendor.billing,
      told,
      tasks: await allTasks(second, told.removed),
      moves: [],
      integrity: '',
      filesWithKey: [],
      printed: first.printed() + second.printed(),
    };
    await second.kill('SIGTERM');
    return {
      violations: findViolations({ ...evidence, ...runtime.inspect(dataDir, scenario) }),
      tasks: evidence.tasks.length,
      unknown: evidence.tasks.filter(({ state }) => state === 'unknown').length,
    };
  } finally {
    await vendor.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function outage(vendor: Awaited<ReturnType<typeof startFaultyVendor>>, ms: number): Promise<void> {
  await vendor.goDown();
  await pause(ms);
  await vendor.comeUp();
}

/** Clients that have keys ask again, as they would after a crash. */
async function replay(
  { url }: Child,
  { submissions }: Scenario,
  told: ReturnType<typeof nothingTold>,
): Promise<void> {
  const keyed = submissions.filter(({ door }) => door !== 'keyless');
  await Promise.all(
    keyed.map((submission) => send(url, { ...submission, remove: false }, submission.prompt, told)),
  );
}

async function atRest({ url }: Child): Promise<void> {
  const until = Date.now() + REST_MS;
  while ((await readTasks(url)).some(isLive)) {
    if (Date.now() > until) return;
    await pause(50);
  }
}

/** Deleted ones are brought back to be looked at. */
async function allTasks({ url }: Child, removed: Set<string>): Promise<Task[]> {
  for (const id of removed) {
    await fetch(`${url}/api/tasks/${id}/restore`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    });
  }
  return readTasks(url);
}

/** From here on the database itself writes down every change of state, whoever makes it. */
function recordMoves(dataDir: string): void {
  const sql = new DatabaseSync(join(dataDir, 'cuesmith.db'), { timeout: 5000 });
  sql.exec(`
    CREATE TABLE chaos_moves (id TEXT, was TEXT, became TEXT);
    CREATE TRIGGER chaos_move AFTER UPDATE OF state ON tasks BEGIN
      INSERT INTO chaos_moves VALUES (new.id, old.state, new.state);
    END;
  `);
  sql.close();
}

function inspect(dataDir: string): Pick<Evidence, 'moves' | 'integrity' | 'filesWithKey'> {
  const sql = new DatabaseSync(join(dataDir, 'cuesmith.db'), { timeout: 5000 });
  const moves = sql.prepare('SELECT id, was AS "from", became AS "to" FROM chaos_moves ORDER BY rowid').all();
  const [check] = sql.prepare('PRAGMA integrity_check').all();
  sql.close();
  const filesWithKey = readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'secrets.json')
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => readFileSync(path).includes(CHAOS_KEY));
  return {
    filesWithKey,
    moves: moves as unknown as Evidence['moves'],
    integrity: String(check?.['integrity_check']),
  };
}
