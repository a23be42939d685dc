import type { ImportAnswer, ImportPreview } from '#shared/backup-import.ts';
import type { Batch } from '#shared/batch.ts';
import type { BulkAnswer, BulkMove, BulkResult } from '#shared/bulk.ts';
import type { Facets } from '#shared/task-filter.ts';
import type { Task } from '#shared/task.ts';

import { ApiError } from '../lib/api-error.ts';
import { type Api } from './api-client.ts';

// Calls of the library and of batches; apart from `api-client.ts`, which every page fetches.

const HOUR_MS = 3_600_000;
const BULK_STEP = 500;
const PAGE = 200;

const chunks = <Value>(all: readonly Value[], size: number): Value[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );

/** What is done to each of them, however many. */
export type BulkAction =
  | { action: 'delete'; ids: readonly string[]; forever?: boolean }
  | { action: 'restore' | 'cancel' | 'favourite' | 'unfavourite'; ids: readonly string[] }
  | { action: 'tag' | 'untag'; ids: readonly string[]; tags: string[] }
  | { action: 'retry'; items: readonly { id: string; newId: string }[] };

function steps(action: BulkAction): BulkMove[] {
  if (action.action === 'retry')
    return chunks(action.items, BULK_STEP).map((items) => ({ action: 'retry', items }));
  return chunks(action.ids, BULK_STEP).map((ids) => ({ ...action, ids }));
}

export interface BulkOutcome {
  results: BulkResult[];
  /** What ended it half-way: the results are those of the steps before. */
  error: ApiError | null;
}

/** @throws ApiError when not even the first step was done */
export async function runBulk(api: Api, action: BulkAction): Promise<BulkOutcome> {
  const results: BulkResult[] = [];
  for (const body of steps(action)) {
    try {
      const answer = await api.call<BulkAnswer>('POST', '/api/tasks/bulk', { body });
      results.push(...answer.results);
    } catch (error) {
      if (results.length === 0 || !(error instanceof ApiError)) throw error;
      return { results, error };
    }
  }
  return { results, error: null };
}

export const readFacets = (api: Api, signal?: AbortSignal) =>
  api.call<Facets>('GET', '/api/facets', { signal });

export type BatchAction = 'pause' | 'resume' | 'cancel-unsent';
export const changeBatch = (api: Api, id: string, action: BatchAction) =>
  api.call<Batch>('POST', `/api/batches/${encodeURIComponent(id)}/${action}`);

/** Every task of that query, page by page. */
export async function readAll(api: Api, query: string, signal?: AbortSignal): Promise<Task[]> {
  const tasks: Task[] = [];
  let cursor: string | null = null;
  do {
    const page = await api.tasks({ cursor, limit: PAGE, query }, signal);
    tasks.push(...page.tasks);
    cursor = page.next;
  } while (cursor !== null);
  return tasks;
}

const typeOf = (file: File): string =>
  /\.zip$/i.test(file.name) || file.type.includes('zip') ? 'application/zip' : 'application/json';

export const previewImport = (api: Api, file: File, onProgress: (share: number) => void) =>
  api.call<ImportPreview>('POST', '/api/import/preview', {
    // The system's own idea of the type may be another one.
    body: file.slice(0, file.size, typeOf(file)),
    waitMs: HOUR_MS,
    onProgress,
  });
export const runImport = (api: Api, id: string) =>
  api.call<ImportAnswer>('POST', '/api/import', { body: { id }, waitMs: HOUR_MS });
