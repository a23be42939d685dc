import type { Batch } from './batch.ts';
import type { Connection } from './connection.ts';
import type { Task } from './task.ts';

/** The stream's events. `id` grows across restarts too. */
export type StreamEvent =
  | { id: number; event: 'task'; data: Task }
  | { id: number; event: 'gone'; data: { id: string } }
  | { id: number; event: 'connection'; data: Connection[] }
  | { id: number; event: 'batch'; data: Batch }
  | { id: number; event: 'reload'; data: Record<string, never> };
