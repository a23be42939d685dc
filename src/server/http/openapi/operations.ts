import { connectionOperations } from './connection-operations.ts';
import { dropInOperations } from './drop-in-operations.ts';
import { libraryOperations } from './library-operations.ts';
import { anObject, anything, nothing, ok, type Operation } from './operation.ts';
import { taskOperations } from './task-operations.ts';

const TAG = 'Server';

const server: Operation[] = [
  {
    method: 'post',
    path: '/api/callbacks/{secret}',
    tag: TAG,
    summary: 'Where vendors call back. Always 200; GET and HEAD too.',
    body: anything,
    example: { code: 200 },
    answer: anObject,
  },
  {
    method: 'get',
    path: '/api/callbacks/{secret}',
    tag: TAG,
    summary: 'For vendors that probe the address first.',
    answer: anObject,
  },
  { method: 'get', path: '/api/openapi.json', tag: TAG, summary: 'This description.', answer: anObject },
  { method: 'get', path: '/healthz', tag: TAG, summary: 'Whether the server runs.', answer: anObject },
];

/** With an access token only. */
const login: Operation[] = [
  { method: 'get', path: '/login', tag: TAG, summary: 'The login page.', answer: ok('text/html') },
  {
    method: 'post',
    path: '/login',
    tag: TAG,
    summary: 'Log in by a form: `token`, `next`. Answers with a cookie.',
    answer: ok(null, 303),
  },
  { method: 'post', path: '/logout', tag: TAG, summary: 'End this login.', answer: nothing },
  { method: 'post', path: '/api/sessions/end', tag: TAG, summary: 'End all logins.', answer: nothing },
];

/** Every route of the server; a test finds none that is missing here. */
export const OPERATIONS: readonly Operation[] = [
  ...dropInOperations,
  ...taskOperations,
  ...libraryOperations,
  ...connectionOperations,
  ...server,
  ...login,
];
