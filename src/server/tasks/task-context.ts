import type { Scenario } from '#shared/connection.ts';

import type { QueueRepository } from '../db/queue-repository.ts';
import type { Clock } from '../platform/clock.ts';
import type { Files } from '../platform/files.ts';
import type { Storage } from '../platform/storage.ts';
import type { Vendor } from '../vendor/vendor.ts';
import type { Credits } from './credits.ts';
import type { EventBus } from './event-bus.ts';
import type { ReadRateLimiter } from './polling/read-rate-limiter.ts';
import type { Repositories } from './repositories.ts';
import type { RateLimiter } from './sending/rate-limiter.ts';

/** Named moments around the paid send, for tests that stop the process there. */
export type Point = 'journalled' | 'before-send' | 'after-send' | 'after-settle';

/** What the parts of this folder share. */
export interface TaskContext extends Repositories {
  queue: QueueRepository;
  events: EventBus;
  rateLimiter: RateLimiter;
  credits: Credits;
  vendor: Vendor;
  /** Shared by the poller and by all else that reads records. */
  pollLimits: ReadRateLimiter;
  files: Files;
  storage: Storage;
  clock: Clock;
  /** The most tasks rendering at once; gates sends only. */
  concurrency: number;
  models: readonly string[];
  scenarios: readonly Scenario[];
  /** Our address as the vendor can reach it; null: no callbacks of ours. */
  publicUrl: string | null;
  atPoint: (point: Point) => void;
  /** Logs an error that nobody waits for. */
  report: (error: unknown) => void;
}
