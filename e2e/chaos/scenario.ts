import type { Point } from '../../src/server/tasks/task-context.ts';
import { type FaultName, FAULTS } from '../../src/testing/faulty-vendor/faults.ts';
import type { IdleRule } from '../../src/testing/faulty-vendor/faulty-vendor.ts';
import { createRandom } from './random.ts';

/** What a client does with one request. Its prompt is its name in the vendor's billing log. */
export interface Submission {
  prompt: string;
  door: 'page' | 'keyed' | 'keyless';
  /** Page: the task's id. Keyed: the Idempotency-Key. */
  key: string;
  /** How many clients send the very same thing at once (two tabs). */
  copies: number;
  startMs: number;
  /** The client gives up after this long. */
  abortMs: number | null;
  /** Someone sends another body under the same key. */
  reuse: boolean;
  /** Deleted as soon as its answer is here, then replayed after the restart. */
  remove: boolean;
  fault: FaultName | null;
  /** So long before it starts the page says that a send is near; null: it does not. */
  warmMs: number | null;
}

export interface Scenario {
  seed: number;
  submissions: Submission[];
  kill: { at: 'point'; point: Point; nth: number } | { at: 'time'; afterMs: number } | null;
  /** The vendor is away for a while, from the first submission on. */
  outageMs: number | null;
  /** When the vendor closes a connection that carried nothing, and how. */
  idle: IdleRule | null;
  /** The vendor's key is typed in the page, not set by the environment. */
  isKeyTyped: boolean;
}

const POINTS: readonly Point[] = ['journalled', 'before-send', 'after-send', 'after-settle'];
const IDLE_ENDS: readonly IdleRule['by'][] = ['end', 'reset', 'reset-at-first-byte'];
const FAULT_NAMES = Object.keys(FAULTS) as FaultName[];

/** Run `n` of a seed; each fault has its turn, the rest is drawn. */
export function drawScenario(seed: number, n: number): Scenario {
  const random = createRandom(seed * 1_000_003 + n);
  // Drawn apart, so that a seed from before connections were opened ahead still means the same run.
  const idles = createRandom(seed * 1_000_033 + n);
  const typed = createRandom(seed * 1_000_037 + n);
  const featured = n % (FAULT_NAMES.length + 1);
  const count = 3 + random.below(5);
  const submissions = Array.from({ length: count }, (_, i): Submission => {
    const door = random.pick(['page', 'page', 'keyed', 'keyed', 'keyless'] as const);
    const drawn = random.chance(0.4) ? random.pick(FAULT_NAMES) : null;
    const keyed = door !== 'keyless';
    return {
      prompt: `run ${n} cue ${i}`,
      door,
      key: `${n.toString(16).padStart(8, '0')}-0000-4000-8000-${i.toString(16).padStart(12, '0')}`,
      copies: keyed && random.chance(0.35) ? 2 + random.below(3) : 1,
      startMs: random.below(60),
      abortMs: random.chance(0.25) ? random.below(120) : null,
      reuse: keyed && random.chance(0.2),
      remove: keyed && random.chance(0.15),
      fault: i === 0 ? (FAULT_NAMES[featured - 1] ?? null) : drawn,
      warmMs: idles.chance(0.6) ? idles.below(60) : null,
    };
  });
  const die = random.next();
  return {
    seed: n,
    submissions,
    kill:
      die < 0.5
        ? { at: 'point', point: random.pick(POINTS), nth: 1 + random.below(count) }
        : die < 0.85
          ? { at: 'time', afterMs: random.below(200) }
          : null,
    outageMs: random.chance(0.08) ? 100 + random.below(300) : null,
    idle: idles.chance(0.5) ? { afterMs: idles.below(50), by: idles.pick(IDLE_ENDS) } : null,
    isKeyTyped: typed.chance(0.5),
  };
}
