import { createBatchRepository, type BatchRepository } from '../db/batch-repository.ts';
import { createTaskRepository, type TaskRepository } from '../db/task-repository.ts';
import type { TaskRow } from '../db/task-row.ts';
import { createTombstoneRepository, type TombstoneRepository } from '../db/tombstone-repository.ts';
import { createTransactions, type Transactions } from '../db/transactions.ts';
import { createUsageRepository, type UsageRepository } from '../db/usage-repository.ts';
import { createWavRepository, type WavRepository } from '../db/wav-repository.ts';
import type { Clock } from '../platform/clock.ts';
import type { Sql } from '../platform/sql.ts';
import { assertLegal } from './state-machine.ts';

export interface Repositories {
  transactions: Transactions;
  repository: TaskRepository;
  tombstones: TombstoneRepository;
  batchRows: BatchRepository;
  wavs: WavRepository;
  usage: UsageRepository;
}

/** @param onCommit told after the commit which tasks changed */
export function createRepositories(options: {
  sql: Sql;
  clock: Clock;
  onCommit?: (changed: TaskRow[]) => void;
  report?: (error: unknown) => void;
}): Repositories {
  const { sql, clock, onCommit = () => {}, report = () => {} } = options;
  const transactions = createTransactions(sql, onCommit);
  return {
    transactions,
    repository: createTaskRepository({ sql, clock, transactions, assertLegal, report }),
    tombstones: createTombstoneRepository(sql, clock, transactions),
    batchRows: createBatchRepository(sql),
    wavs: createWavRepository(sql),
    usage: createUsageRepository(sql),
  };
}
