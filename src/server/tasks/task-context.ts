import type { Scenario } from '#shared/connection.ts';

import type { ConnectionRepository, ConnectionRow } from '../db/connection-repository.ts';
import type { QueueRepository } from '../db/queue-repository.ts';
import type { TaskRow } from '../db/task-row.ts';
import type { Clock } from '../platform/clock.ts';
import type { Files } from '../platform/files.ts';
import type { Storage } from '../platform/storage.ts';
import type { RecordOutcome, Vendor } from '../vendor/vendor.ts';
import type { Credits } from './connections/credits.ts';
import type { VendorHealth } from './connections/vendor-health.ts';
import type { EventBus } from './event-bus.ts';
import type { ReadRateLimiter } from './polling/read-rate-limiter.ts';
import type { Repositories } from './repositories.ts';
import type { RateLimiter } from './sending/rate-limiter.ts';
import type { SendQueue } from './sending/send-queue.ts';
import type { Quota } from './submit/quota.ts';

/** Named moments around the paid send, for tests that stop the process there. */
export type Point = 'journalled' | 'before-send' | 'after-send' | 'after-settle';

/** What not every runtime can do; Node can do all of it. */
export interface RuntimeLimits {
  /** Sends on the wire at once, over all connections; a runtime may hold back those beyond its own limit. */
  maxOnWire: number;
  /** A failed send is known to have left unsent. Where not, a vendor that was silent is asked for its balance before a send. */
  canProveUnsent: boolean;
  /** A client that hangs up is noticed. Where not, a call without a key gets its turn at once or not at all. */
  noticesHangUp: boolean;
}

/** What the parts of this folder share. */
export interface TaskContext extends Repositories {
  connectionRows: ConnectionRepository;
  connections: ConnectionRegistry;
  queue: QueueRepository;
  events: EventBus;
  files: Files;
  storage: Storage;
  clock: Clock;
  /** Our address as the vendor can reach it; null: no callbacks of ours. */
  publicUrl: string | null;
  /** What links and callbacks of this workspace begin with; empty where there is one only. */
  linkPrefix: string;
  quota: () => Quota;
  runtime: RuntimeLimits;
  atPoint: (point: Point) => void;
  /** Logs an error that nobody waits for. */
  report: (error: unknown) => void;
}

/** The same for one connection: what is sent, asked and waited for by it alone. */
export interface ConnectionContext extends TaskContext {
  id: string;
  /** As it is now: name, pace and the like can change. */
  row: () => ConnectionRow;
  vendor: Vendor & VendorHealth;
  rateLimiter: RateLimiter;
  credits: Credits;
  /** Shared by the poller and by all else that reads records. */
  pollLimits: ReadRateLimiter;
  sendQueue: SendQueue;
  scenarios: readonly Scenario[];
}

/** A connection at work: its key is at hand, its queue moves, its tasks are followed. */
export interface OpenConnection {
  context: ConnectionContext;
  isFixed: boolean;
  hasKey: boolean;
  /** The key's last characters. */
  keyHint: string | null;
  poller: {
    check: (id: string) => Promise<void>;
    hurry: (id: string) => void;
    /** Writes what a record says of a task. */
    tell: (id: string, outcome: RecordOutcome) => void;
  };
}

export interface ConnectionRegistry {
  /** The open ones, the default one among them, in the order in which they were made. */
  open: () => OpenConnection[];
  /** Null: removed, or without its key. */
  find: (id: string) => OpenConnection | null;
  /** The task's own. @throws Refusal 409 when it is gone */
  of: (row: Pick<TaskRow, 'connection'>) => OpenConnection;
  /** Named by id or name; without one the default. @throws Refusal 400 when there is no such */
  pick: (idOrName?: string) => OpenConnection;
  defaultId: () => string;
  /** Also of one that was removed. */
  nameOf: (id: string) => string;
  /** Its client, for audio: also of one that was removed. Null for one never known. */
  vendorOf: (id: string) => Vendor | null;
  /** Of a backup: its tasks have a name. It is not used. */
  remember: (rows: Iterable<ConnectionRow>) => void;
  /** Where a held task stands in its own connection's queue. */
  placeOf: SendQueue['placeOf'];
  /** Whether tasks of it are sent and followed, or will be once all is started. */
  isOpen: (id: string) => boolean;
  /** A batch was paused or resumed. */
  planAnew: () => void;
}
