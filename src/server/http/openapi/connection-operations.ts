import {
  connectionDeleteSchema,
  connectionPatchSchema,
  keyTestSchema,
  newConnectionSchema,
} from '#shared/connections/connection-requests.ts';

import { listOf, ref } from './json-schemas.ts';
import { anObject, nothing, ok, type Operation } from './operation.ts';

const TAG = 'Connections';

export const connectionOperations: Operation[] = [
  {
    method: 'get',
    path: '/api/connections',
    tag: TAG,
    summary: 'Vendors and how they stand. No key is in it.',
    answer: ok(listOf(ref('Connection'))),
  },
  {
    method: 'post',
    path: '/api/connections',
    tag: TAG,
    summary: 'Connect a vendor. The key is tried by reading the balance.',
    body: newConnectionSchema,
    example: { vendor: 'kie', key: 'the-key-itself', name: 'Kie' },
    answer: ok(ref('Connection'), 201),
    refusals: [409, 422, 424],
  },
  {
    method: 'post',
    path: '/api/connections/test',
    tag: TAG,
    summary: 'Try a key that is not stored.',
    body: keyTestSchema,
    example: { vendor: 'kie', key: 'the-key-itself' },
    answer: anObject,
    refusals: [422, 424],
  },
  {
    method: 'post',
    path: '/api/connections/{id}/test',
    tag: TAG,
    summary: 'Read the balance.',
    answer: anObject,
    refusals: [404],
  },
  {
    method: 'post',
    path: '/api/connections/{id}/warm',
    tag: TAG,
    summary: 'A send is near: open its connection ahead. Costs nothing.',
    answer: nothing,
    refusals: [404],
  },
  {
    method: 'patch',
    path: '/api/connections/{id}',
    tag: TAG,
    summary:
      'Change name, key, pace, concurrency, models, or make it the default. 201: another account became one of its own.',
    body: connectionPatchSchema,
    example: { name: 'Studio' },
    answer: ok(ref('Connection')),
    refusals: [404, 409, 422, 424],
  },
  {
    method: 'delete',
    path: '/api/connections/{id}',
    tag: TAG,
    summary: 'Remove it; `detach=true` also while tasks of it are under way.',
    query: connectionDeleteSchema,
    answer: nothing,
    refusals: [404, 409],
  },
];
