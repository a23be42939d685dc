import { expect, test } from 'vitest';

import { type FaultName, FAULTS } from '../../src/testing/faulty-vendor/faults.ts';
import { soundOf, startEdge } from './edge.ts';

/** A definite "slow down" sends it back to the queue, to be sent again. */
const SLOW_DOWNS: readonly FaultName[] = [
  'code-405',
  'code-430',
  'page-429-retry-after',
  'json-429-retry-after',
];
const FAULT_NAMES = (Object.keys(FAULTS) as FaultName[]).filter((name) => !SLOW_DOWNS.includes(name));
/** Whose answer says that it was not taken; whatever else goes wrong may have been charged. */
const SURELY_FREE = /^(gateway-403|misdirected-421|json-|code-(4|5)\d\d$)/;

test('whatever the vendor does to a send, one POST reaches it, and nothing that it charged is called free', async () => {
  const faults = new Map(FAULT_NAMES.map((name) => [`a ${name}`, name]));
  const edge = await startEdge({ faultFor: ({ prompt }) => faults.get(String(prompt)) });
  const tasks = FAULT_NAMES.map((name) => ({ id: crypto.randomUUID(), request: soundOf(`a ${name}`) }));
  await edge.post('/api/tasks', { tasks });
  for (const { id, request } of tasks) {
    const task = await edge.taskWhen(id, ({ state }) => state !== 'sending' && state !== 'held');
    const posts = edge.vendor.requests.filter((seen) => seen.prompt === request.prompt);
    expect.soft([request.prompt, posts.length]).toEqual([request.prompt, 1]);
    expect.soft(posts[0]?.headers['content-length']).toMatch(/^\d+$/);
    const charges = edge.vendor.billing.filter(({ prompt }) => prompt === request.prompt).length;
    const told = 'problem' in task ? task.problem?.charged : 'yes';
    expect.soft([request.prompt, charges > 0 && told === 'no']).toEqual([request.prompt, false]);
    const isFree = SURELY_FREE.test(request.prompt.slice(2));
    const name = `${request.prompt}: ${task.state} ${told}`;
    expect.soft(isFree || task.state !== 'refused' || told !== 'no', name).toBe(true);
  }
  expect(edge.vendor.requests.some(({ path }) => path === '/elsewhere/sounds')).toBe(false);
});

test('programs are never answered with 5xx for what may have been sent, and the same key sends once', async () => {
  const faults = new Map(FAULT_NAMES.map((name) => [`b ${name}`, name]));
  const edge = await startEdge({ faultFor: ({ prompt }) => faults.get(String(prompt)) });
  const send = (name: string) =>
    edge.post('/api/v1/generate/sounds', soundOf(`b ${name}`), { 'idempotency-key': `key-${name}` });
  // It has just answered: none of many at once asks for the balance first.
  await send('well');
  const answers = await Promise.all(FAULT_NAMES.flatMap((name) => [send(name), send(name)]));
  expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
  for (const name of FAULT_NAMES)
    expect
      .soft(edge.vendor.requests.filter(({ prompt }) => prompt === `b ${name}`).map(() => name))
      .toEqual([name]);
});

test('what was told to slow down is sent once more, when it is time, and charged once', async () => {
  const faults = new Map(SLOW_DOWNS.map((name) => [`c ${name}`, name]));
  const edge = await startEdge({
    faultFor: ({ prompt }) => {
      const fault = faults.get(String(prompt));
      faults.delete(String(prompt));
      return fault;
    },
  });
  const tasks = SLOW_DOWNS.map((name) => ({ id: crypto.randomUUID(), request: soundOf(`c ${name}`) }));
  await edge.post('/api/tasks', { tasks });
  for (const { id, request } of tasks) {
    await edge.taskWhen(id, ({ state }) => state === 'rendering' || state === 'ready');
    const ofIt = ({ prompt }: { prompt: string | null }) => prompt === request.prompt;
    expect([edge.vendor.requests.filter(ofIt).length, edge.vendor.billing.filter(ofIt).length]).toEqual([
      2, 1,
    ]);
  }
});

test('a vendor that is away is asked for its balance first, and not sent to', async () => {
  const edge = await startEdge();
  await edge.vendor.goDown();
  const id = crypto.randomUUID();
  await edge.post('/api/tasks', { tasks: [{ id, request: soundOf('away') }] });
  const task = await edge.taskWhen(id, ({ state }) => state === 'refused' || state === 'unknown');
  expect(task).toMatchObject({ state: 'refused', problem: { code: 'unreachable', charged: 'no' } });
  await edge.vendor.comeUp();
  expect(edge.vendor.billing).toEqual([]);
});

test('a call without a key gets its turn at once or slow-down: it would not be noticed that its client left', async () => {
  const edge = await startEdge({}, { SOUNDS_PACE: '1/60s' });
  const send = () => edge.post('/api/v1/generate/sounds', soundOf('keyless'));
  const first = await (await send()).json();
  expect(first).toMatchObject({ code: 200 });
  const second = await send();
  expect([second.status, await second.json()]).toMatchObject([
    200,
    { problem: { code: 'slow-down', charged: 'no' } },
  ]);
  expect(edge.vendor.billing).toHaveLength(1);
});

test('a host that has no balance to tell is sent to all the same', async () => {
  const edge = await startEdge();
  edge.vendor.failNextRead('html-in-200-after-accept');
  const answer = await edge.post('/api/v1/generate/sounds', soundOf('no balance'));
  expect(await answer.json()).toMatchObject({ code: 200 });
  expect(edge.vendor.billing).toHaveLength(1);
});
