import type { Scenario } from '#shared/connection.ts';

import type { TaskRepository } from '../db/task-repository.ts';
import type { Clock } from '../platform/clock.ts';
import type { Files } from '../platform/files.ts';
import type { Storage } from '../platform/storage.ts';
import type { Vendor } from '../vendor/vendor.ts';
import type { Credits } from './credits.ts';
import type { EventBus } from './event-bus.ts';
import type { RateLimiter } from './rate-limiter.ts';

/** Named moments around the paid send, for tests that stop the process there. */
export type Point = 'journalled' | 'before-send' | 'after-send' | 'after-settle';

/** What the ledger's workers share. */
export interface Context {
  store: TaskRepository;
  changes: EventBus;
  pace: RateLimiter;
  credits: Credits;
  upstream: Vendor;
  files: Files;
  storage: Storage;
  clock: Clock;
  concurrency: number;
  models: readonly string[];
  scenarios: readonly Scenario[];
  publicUrl: string | null;
  atPoint: (point: Point) => void;
  /** Trouble nobody waits for: logged, never thrown into the void. */
  report: (error: unknown) => void;
}
