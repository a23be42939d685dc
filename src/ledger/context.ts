import type { Scenario } from '#contract/api.ts';
import type { Clock } from '#contract/clock.ts';
import type { Files } from '#contract/storage.ts';

import type { Upstream } from '../upstream/upstream.ts';
import type { Changes } from './changes.ts';
import type { Credits } from './credits.ts';
import type { Pace } from './pace.ts';
import type { Store } from './store.ts';

/** Named moments around the paid send, for tests that stop the process there. */
export type Point = 'journalled' | 'before-send' | 'after-send' | 'after-settle';

/** What the ledger's workers share. */
export interface Context {
  store: Store;
  changes: Changes;
  pace: Pace;
  credits: Credits;
  upstream: Upstream;
  files: Files;
  clock: Clock;
  concurrency: number;
  models: readonly string[];
  scenarios: readonly Scenario[];
  publicUrl: string | null;
  atPoint: (point: Point) => void;
  /** Trouble nobody waits for: logged, never thrown into the void. */
  report: (error: unknown) => void;
}
