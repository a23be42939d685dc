import { connect } from 'node:net';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { aSound } from '../task-builders.ts';
import { aClient, IMPATIENT } from './client-fixtures.ts';
import { type FaultName, FAULTS } from './faults.ts';
import { type FaultyVendor, type FaultyVendorOptions, startFaultyVendor } from './faulty-vendor.ts';
import { FRAME_MS, silentMp3 } from './silent-mp3.ts';

let vendor: FaultyVendor;
const start = async (options?: FaultyVendorOptions) => {
  await vendor?.close();
  vendor = await startFaultyVendor(options);
  return aClient({ origin: vendor.url });
};
beforeEach(async () => void (await start()));
afterEach(() => vendor.close());

const client = () => aClient({ origin: vendor.url });
const submit = async () => {
  await client().send(aSound());
  return vendor.billing.at(-1)?.taskId ?? '';
};

describe('a vendor that behaves', () => {
  it('bills each submission once, with its body, and takes the credits', async () => {
    await client().send(aSound({ prompt: 'one' }));
    await client().send(aSound({ prompt: 'two' }));

    expect(vendor.billing.map(({ prompt, body }) => [prompt, body['soundTempo']])).toEqual([
      ['one', 90],
      ['two', 90],
    ]);
    expect((await client().readBalance()).credits).toBe(995);
  });

  it('renders through every stage to two takes with valid audio', async () => {
    await start({ plan: { advancesBy: 'reads' } });
    const taskId = await submit();
    const stages: unknown[] = [];
    for (let read = 0; read < 5; read += 1) stages.push(await client().readRecord(taskId));

    expect(stages).toMatchObject(
      [
        { kind: 'rendering', stage: 'PENDING' },
        { kind: 'rendering', stage: 'TEXT_SUCCESS' },
        { kind: 'rendering', stage: 'FIRST_SUCCESS' },
        { kind: 'ready' },
        { kind: 'ready' },
      ].map((status) => ({ record: { status, request: { prompt: 'soft rain', soundKey: 'Am' } } })),
    );
    expect(stages.at(-1)).toMatchObject({
      record: {
        takes: [{ audioUrl: `${vendor.url}/files/${taskId}/1.mp3` }, { audioUrl: expect.any(String) }],
      },
    });
  });

  it('renders in the time it was given', async () => {
    await start({ plan: { renderMs: 60 } });
    const taskId = await submit();

    await expect
      .poll(() => client().readRecord(taskId))
      .toMatchObject({ record: { status: { kind: 'ready' } } });
    expect(Date.now() - (vendor.billing[0]?.at ?? 0)).toBeGreaterThanOrEqual(60);
  });

  it('wants a key', async () => {
    const answer = await fetch(`${vendor.url}/api/v1/generate/credit`);

    expect(await answer.json()).toMatchObject({ code: 401 });
  });

  it('turns away more than its pace, unbilled', async () => {
    const paced = await start({ pace: { count: 2, perMs: 60_000 } });
    const kinds = [];
    for (let n = 0; n < 3; n += 1) kinds.push((await paced.send(aSound())).kind);

    expect(kinds).toEqual(['accepted', 'accepted', 'refused']);
    expect(vendor.billing).toHaveLength(2);
  });
});

describe('a fault', () => {
  it.each(Object.keys(FAULTS) as FaultName[])('%s is over after one submission', async (fault) => {
    vendor.failNext(fault);
    const hasty = aClient({ origin: vendor.url, timeouts: IMPATIENT });
    const first = await hasty.send(aSound({ prompt: 'first' }));
    const second = await client().send(aSound({ prompt: 'second' }));

    expect(first.kind).not.toBe('accepted');
    expect(second.kind).toBe('accepted');
    // Billed as its name says.
    expect(vendor.billing.map(({ prompt }) => prompt)).toEqual(
      /after-accept|^cut|^drip/.test(fault) ? ['first', 'second'] : ['second'],
    );
  });

  it('can be told by what the submission says', async () => {
    const picky = await start({
      faultFor: ({ prompt }) => (prompt === 'bad' ? 'reset-after-accept' : undefined),
      planFor: ({ prompt }) => (prompt === 'odd' ? { stages: ['SENSITIVE_WORD_ERROR'] } : undefined),
    });

    expect(await picky.send(aSound({ prompt: 'bad' }))).toMatchObject({ kind: 'unknown' });
    expect(await picky.send(aSound({ prompt: 'odd' }))).toMatchObject({ kind: 'accepted' });
    expect(await picky.readRecord(vendor.billing[1]?.taskId ?? '')).toMatchObject({
      record: { status: { kind: 'failed', problem: { code: 'moderated' } } },
    });
  });

  it('of a read leaves the next one alone', async () => {
    const taskId = await submit();
    vendor.failNextRead('gateway-502');

    expect(await client().readRecord(taskId)).toMatchObject({ kind: 'unanswered' });
    expect(await client().readRecord(taskId)).toMatchObject({ kind: 'found' });
  });

  it('drips slower than anyone waits, and ends as a whole answer for those who do', async () => {
    vendor.failNext({ does: 'drip', everyMs: 1 });

    expect(await client().send(aSound())).toMatchObject({
      kind: 'accepted',
    });
  });

  it('of the whole vendor: nobody listens, then somebody does again', async () => {
    await vendor.goDown();
    const refused = await new Promise((resolve) => {
      connect(Number(new URL(vendor.url).port), '127.0.0.1').once('error', resolve);
    });
    await vendor.comeUp();

    expect(refused).toMatchObject({ code: 'ECONNREFUSED' });
    expect(await client().send(aSound())).toMatchObject({ kind: 'accepted' });
  });
});

describe('a planned task', () => {
  it('tells its stages repeated, reordered and unknown, in snake_case and text times', async () => {
    const stages = ['FIRST_SUCCESS', 'PENDING', 'GENERATING', 'TEXT_SUCCESS', 'TEXT_SUCCESS', 'SUCCESS'];
    await start({ plan: { stages, advancesBy: 'reads', casing: 'snake', times: 'text', unknownReads: 1 } });
    const taskId = await submit();
    const seen = [];
    for (let read = 0; read < 7; read += 1) {
      const outcome = await client().readRecord(taskId);
      seen.push('record' in outcome ? (outcome.envelope.data as { status: string }).status : outcome.kind);
    }

    expect(seen).toEqual(['not-found', ...stages]);
    expect(await client().readRecord(taskId)).toMatchObject({
      record: {
        status: { kind: 'ready' },
        takes: [{ durationS: expect.closeTo((40 * FRAME_MS) / 1000) }, {}],
      },
    });
  });

  it.each([
    ['once', ['text', 'first', 'complete'], 0],
    ['twice', ['text', 'text', 'first', 'first', 'complete', 'complete'], 0],
    ['none', [], 0],
    ['forged', ['error', 'complete', 'complete', 'text', 'first', 'complete'], 3],
  ] as const)('calls back %s', async (callbacks, types, forged) => {
    const listener = await startFaultyVendor();
    vendor.planNext({ callbacks, renderMs: 30 });
    await client().send(aSound(), { callBackUrl: `${listener.url}/callback` });

    await expect
      .poll(() =>
        vendor.callbacks
          .filter(({ status }) => status === 200)
          .map(({ type }) => type)
          // A busy machine lets callbacks overtake each other, as networks do.
          .toSorted(byName),
      )
      .toEqual(types.toSorted(byName));
    expect(vendor.callbacks.filter((sent) => sent.forged)).toHaveLength(forged);
    expect(listener.requests.map(({ method }) => method)).toEqual(types.map(() => 'POST'));
    await listener.close();
  });
});

const byName = (a: string, b: string) => a.localeCompare(b);

it('a silent MP3 is whole frames, each with its header', () => {
  const bytes = silentMp3(3);

  expect(bytes).toHaveLength(3 * 417);
  expect([0, 417, 834].map((at) => bytes.subarray(at, at + 4))).toEqual(
    Array(3).fill(Uint8Array.of(0xff, 0xfb, 0x90, 0)),
  );
});
