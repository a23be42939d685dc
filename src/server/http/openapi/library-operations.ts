import * as z from 'zod/mini';

import { importSchema } from '#shared/backup-import.ts';
import { batchQuerySchema } from '#shared/batch.ts';
import { downloadSchema } from '#shared/take/download-request.ts';

import { anObject, anything, ID, ok, type Operation } from './operation.ts';

const BATCHES = 'Batches';
const BACKUP = 'Backup';

const batchMove = (name: string, summary: string): Operation => ({
  method: 'post',
  path: `/api/batches/{id}/${name}`,
  tag: BATCHES,
  summary,
  answer: anObject,
  refusals: [404],
});

/** Many tasks at once: batches, zips of takes, backups. */
export const libraryOperations: Operation[] = [
  {
    method: 'get',
    path: '/api/batches',
    tag: BATCHES,
    summary: 'Batches, newest first.',
    query: batchQuerySchema,
    answer: anObject,
  },
  {
    method: 'get',
    path: '/api/batches/{id}',
    tag: BATCHES,
    summary: 'One batch.',
    answer: anObject,
    refusals: [404],
  },
  batchMove('pause', 'Send nothing more of it for now.'),
  batchMove('resume', 'Go on.'),
  batchMove('cancel-unsent', 'Cancel what has not been sent.'),
  {
    method: 'post',
    path: '/api/downloads',
    tag: BACKUP,
    summary:
      'Ask for a zip of takes as they are stored, named by a template. It can be fetched for ten minutes.',
    body: downloadSchema,
    example: { ids: [ID], name: '{title}_{bpm}bpm_{key}_{take}', takes: 'kept' },
    answer: anObject,
    refusals: [404],
  },
  {
    method: 'get',
    path: '/api/downloads/{id}',
    tag: BACKUP,
    summary: 'That zip, with a list of its sounds.',
    answer: ok('application/zip'),
    refusals: [404],
  },
  {
    method: 'get',
    path: '/api/export',
    tag: BACKUP,
    summary: 'A backup as JSON, or with `audio=1` as a zip with the audio.',
    query: z.object({ audio: z.optional(z.string()) }),
    answer: ok('application/json'),
  },
  {
    method: 'post',
    path: '/api/import/preview',
    tag: BACKUP,
    summary: 'What a backup (JSON, or application/zip) would change. Changes nothing.',
    body: anything,
    example: { format: 'cuesmith-backup' },
    answer: anObject,
    refusals: [507],
  },
  {
    method: 'post',
    path: '/api/import',
    tag: BACKUP,
    summary: 'Take over what was previewed. Sends nothing.',
    body: importSchema,
    example: { id: ID },
    answer: anObject,
    refusals: [404, 409, 507],
  },
];
