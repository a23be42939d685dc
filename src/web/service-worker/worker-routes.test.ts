import { expect, it } from 'vitest';

import { staticRoutes, workerRoute } from './worker-routes.ts';

const HOME = 'http://localhost:4860/';
const BELOW = 'http://localhost:4860/cuesmith/';
const get = (url: string, mode: RequestMode = 'cors') => ({ method: 'GET', mode, url });

it.each([
  ['', 'navigate', 'page'],
  ['?prompt=rain', 'navigate', 'page'],
  ['login?next=%2F', 'navigate', 'login'],
  ['share?text=rain', 'navigate', 'share'],
  ['assets/form-1.js', 'cors', 'asset'],
  ['api/tasks/a-1/takes/2/audio', 'no-cors', 'take'],
  ['api/tasks/a-1/takes/2/audio?download', 'navigate', null],
  ['api/tasks', 'cors', null],
  ['api/tasks/events?after=1', 'cors', null],
  ['api/v1/generate/record-info?taskId=1', 'cors', null],
  ['healthz', 'cors', null],
  ['media/signed/a.mp3', 'no-cors', null],
  ['login.css', 'no-cors', null],
] as const)('GET %s by %s is handled as %s, wherever the page stands', (path, mode, route) => {
  expect(workerRoute(get(HOME + path, mode), HOME)).toBe(route);
  expect(workerRoute(get(BELOW + path, mode), BELOW)).toBe(route);
});

it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'])('%s is never handled', (method) => {
  for (const path of [
    'api/tasks',
    'api/v1/generate/sounds',
    'api/tasks/a/takes/1/audio',
    'logout',
    'login',
    '',
  ])
    expect(workerRoute({ method, mode: 'cors', url: HOME + path }, HOME)).toBeNull();
});

it('only what the system posts to the share target is taken, no call of a script', () => {
  expect(workerRoute({ method: 'POST', mode: 'navigate', url: `${HOME}share` }, HOME)).toBe('share');
  expect(workerRoute({ method: 'POST', mode: 'cors', url: `${HOME}share` }, HOME)).toBeNull();
});

it('another server below this one is left alone', () => {
  for (const path of ['', 'assets/form-1.js', 'login', 'api/tasks/a/takes/1/audio'])
    for (const mode of ['navigate', 'cors'] as const)
      expect(workerRoute(get(BELOW + path, mode), HOME)).toBeNull();
  expect(workerRoute(get(HOME, 'navigate'), BELOW)).toBeNull();
});

it('what is sent passes by the worker, whatever that does', () => {
  const sourceOf = (path: string) =>
    staticRoutes('/a(b)/').find(({ condition }) =>
      new URLPattern({ pathname: condition.urlPattern.pathname }).test({ pathname: `/a(b)/${path}` }),
    )?.source;
  expect(sourceOf('api/tasks')).toBe('network');
  expect(sourceOf('api/v1/generate/sounds')).toBe('network');
  expect(sourceOf('api/tasks/events')).toBe('network');
  expect(sourceOf('api/tasks/x/takes/1/audio')).toBe('fetch-event');
  expect(sourceOf('assets/form-1.js')).toBe('race-network-and-fetch-handler');
  expect(sourceOf('')).toBeUndefined();
});
