import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { PROBLEM_CODES } from '#shared/problem.ts';

import { aClientAnswered } from '../../testing/faulty-vendor/client-fixtures.ts';
import { aSound } from '../../testing/task-builders.ts';
import type { RecordOutcome, SendOutcome } from './vendor.ts';

const DIALECT = fc.constantFrom('apibox', 'sunoapi', 'kie');
const STATUS = fc.integer({ min: 200, max: 599 }).filter((status) => ![204, 205, 304].includes(status));

/** JSON shaped like an answer, with anything in any place. */
const LIKE_AN_ANSWER = fc.record(
  {
    code: fc.oneof(fc.integer(), fc.constantFrom(200, '200', 404, 429, 430), fc.jsonValue()),
    msg: fc.oneof(fc.string(), fc.jsonValue()),
    data: fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          taskId: fc.oneof(fc.constant('x'), fc.jsonValue()),
          status: fc.oneof(
            fc.constantFrom('SUCCESS', 'FIRST_SUCCESS', 'CALLBACK_EXCEPTION', 'SENSITIVE_WORD_ERROR'),
            fc.jsonValue(),
          ),
          param: fc.oneof(fc.json(), fc.jsonValue()),
          response: fc.oneof(
            fc.jsonValue(),
            fc.record({
              sunoData: fc.array(
                fc.oneof(
                  fc.jsonValue(),
                  fc.record(
                    {
                      id: fc.jsonValue(),
                      audioUrl: fc.oneof(fc.webUrl(), fc.jsonValue()),
                      title: fc.jsonValue(),
                    },
                    { requiredKeys: [] },
                  ),
                ),
              ),
            }),
          ),
          errorCode: fc.jsonValue(),
          errorMessage: fc.jsonValue(),
          heard: fc.jsonValue(),
        },
        { requiredKeys: [] },
      ),
    ),
  },
  { requiredKeys: [] },
);

const ANSWER = fc.oneof(
  fc.uint8Array({ maxLength: 400 }),
  fc.json().map((text) => new TextEncoder().encode(text)),
  LIKE_AN_ANSWER.map((value) => new TextEncoder().encode(JSON.stringify(value))),
  // The same, cut anywhere.
  fc
    .tuple(LIKE_AN_ANSWER, fc.nat(500))
    .map(([value, length]) => new TextEncoder().encode(JSON.stringify(value)).slice(0, length)),
);

const problemShape = {
  code: expect.toSatisfy((code) => PROBLEM_CODES.includes(code)),
  message: expect.any(String),
  charged: expect.toSatisfy((charged) => ['no', 'unsure', 'yes'].includes(charged)),
};

const SEND_SHAPES: Record<SendOutcome['kind'], unknown> = {
  accepted: { taskId: expect.stringMatching(/^\S+$/) },
  offered: { taskId: expect.stringMatching(/^\S+$/), bytes: expect.any(Number), problem: problemShape },
  refused: { problem: problemShape, slowDown: expect.any(Boolean) },
  unknown: { problem: { ...problemShape, charged: 'unsure' }, bytes: expect.any(Number) },
};
const RECORD_SHAPES: Record<RecordOutcome['kind'], unknown> = {
  found: {
    envelope: { code: 200 },
    record: { taskId: 'x', takes: expect.any(Array), request: expect.any(Object), heard: expect.any(Array) },
  },
  'not-found': { problem: { ...problemShape, charged: 'no' } },
  unanswered: { problem: { ...problemShape, charged: 'no' } },
};

describe('whatever a vendor answers', { timeout: 60_000 }, () => {
  it('a send has one of its four outcomes', async () => {
    await fc.assert(
      fc.asyncProperty(ANSWER, STATUS, DIALECT, async (bytes, status, dialect) => {
        const outcome = await aClientAnswered(bytes, { status, dialect }).send(aSound());
        expect(outcome).toMatchObject(SEND_SHAPES[outcome.kind] as object);
      }),
      { numRuns: 300 },
    );
  });

  it('a record has one of its three outcomes, every link in it http, every number finite', async () => {
    await fc.assert(
      fc.asyncProperty(ANSWER, STATUS, DIALECT, async (bytes, status, dialect) => {
        const outcome = await aClientAnswered(bytes, { status, dialect }).readRecord('x');
        expect(outcome).toMatchObject(RECORD_SHAPES[outcome.kind] as object);
        const takes = 'record' in outcome ? outcome.record.takes : [];
        expect(takes.every(({ audioUrl }) => audioUrl === null || /^https?:\/\//.test(audioUrl))).toBe(true);
        expect(takes.every(({ durationS }) => durationS === null || durationS > 0)).toBe(true);
        expect(new Set(takes.map(({ audioId }) => audioId)).size).toBe(takes.length);
      }),
      { numRuns: 300 },
    );
  });

  it('the neighbours answer with an envelope or a problem, the balance with a number or nothing', async () => {
    await fc.assert(
      fc.asyncProperty(ANSWER, STATUS, async (bytes, status) => {
        const client = aClientAnswered(bytes, { status });
        const relayed = await client.passThrough({ call: 'credit' });
        expect(['answered', 'unanswered']).toContain(relayed.kind);
        expect((await client.readBalance()).credits).toSatisfy((n) => n === null || Number.isFinite(n));
      }),
    );
  });

  it('a taskId in a whole answer is never missed', async () => {
    await fc.assert(
      fc.asyncProperty(
        LIKE_AN_ANSWER,
        STATUS,
        fc.stringMatching(/^[\da-f]{8,32}$/),
        async (answer, status, taskId) => {
          const text = JSON.stringify({ ...answer, data: { taskId } });
          expect(await aClientAnswered(text, { status }).send(aSound())).toEqual({
            kind: 'accepted',
            taskId,
          });
        },
      ),
    );
  });

  it('JSON a hundred thousand levels deep is only unreadable', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    const client = aClientAnswered(`{"code":200,"msg":"success","data":${deep}}`);

    expect(await client.send(aSound())).toMatchObject({ kind: 'unknown' });
    expect(await client.readRecord('x')).toMatchObject({ kind: expect.any(String) });
    expect(JSON.stringify(await client.passThrough({ call: 'credit' })).length).toBeLessThan(200_001);
  });
});
