import { describe, expect, it } from 'vitest';

import { aClientAnswered } from '../../testing/faulty-vendor/client-fixtures.ts';
import { aSound } from '../../testing/task-builders.ts';
import { DIALECTS, refusalOf } from './dialects.ts';

const APIBOX_FAMILY = [
  [400, 'invalid-request', 'no', false],
  [401, 'unauthorized', 'no', false],
  [402, 'out-of-credits', 'unsure', false],
  [404, 'not-found', 'no', false],
  [405, 'slow-down', 'no', true],
  [408, 'server-error', 'unsure', false],
  [409, 'server-error', 'unsure', false],
  [413, 'prompt-too-long', 'no', false],
  [422, 'invalid-request', 'unsure', false],
  [429, 'out-of-credits', 'no', false],
  [430, 'slow-down', 'no', true],
  [455, 'maintenance', 'no', false],
  [500, 'server-error', 'unsure', false],
  [501, 'server-error', 'unsure', false],
  [505, 'server-error', 'unsure', false],
  [0, 'server-error', 'unsure', false],
  [777, 'server-error', 'unsure', false],
] as const;

const KIE = [
  [400, 'invalid-request', 'unsure', false],
  [401, 'unauthorized', 'no', false],
  [402, 'out-of-credits', 'no', false],
  [404, 'not-found', 'no', false],
  [405, 'server-error', 'unsure', false],
  [408, 'server-error', 'unsure', false],
  [413, 'server-error', 'unsure', false],
  [422, 'invalid-request', 'no', false],
  [429, 'slow-down', 'no', true],
  [430, 'server-error', 'unsure', false],
  [433, 'out-of-credits', 'no', false],
  [451, 'server-error', 'no', false],
  [455, 'maintenance', 'no', false],
  [500, 'server-error', 'unsure', false],
  [501, 'render-failed', 'unsure', false],
  [505, 'maintenance', 'unsure', false],
  [777, 'server-error', 'unsure', false],
] as const;

const TABLE = [
  ...APIBOX_FAMILY.map((row) => ['apibox', ...row] as const),
  ...APIBOX_FAMILY.map((row) => ['sunoapi', ...row] as const),
  ...KIE.map((row) => ['kie', ...row] as const),
];

describe('a failing code', () => {
  it.each(TABLE)('on %s, %i is %s, charged %s', async (dialect, code, problem, charged, slowDown) => {
    const envelope = JSON.stringify({ code, msg: 'No.', data: null });

    expect(await aClientAnswered(envelope, { dialect }).send(aSound())).toMatchObject({
      kind: 'refused',
      slowDown,
      problem: { code: problem, charged, vendorCode: code, vendorMessage: 'No.' },
    });
  });

  it('that throttles is out of credits when its words say so, and is not tried again', () => {
    const text = 'The current credits are insufficient. Please top up.';

    expect(refusalOf(DIALECTS.kie, 429, text)).toMatchObject({
      slowDown: false,
      problem: { code: 'out-of-credits', charged: 'no' },
    });
    expect(refusalOf(DIALECTS.apibox, 430, text)).toMatchObject({ slowDown: false });
    expect(refusalOf(DIALECTS.apibox, 499, text).problem).toMatchObject({
      code: 'out-of-credits',
      charged: 'unsure',
    });
    expect(refusalOf(DIALECTS.kie, 401, text).problem.code).toBe('unauthorized');
  });

  it('names the field when the words do', () => {
    expect(refusalOf(DIALECTS.kie, 422, 'Please enter callBackUrl.').problem.field).toBe('callBackUrl');
    expect(refusalOf(DIALECTS.apibox, 400, 'Bad parameters').problem).not.toHaveProperty('field');
  });

  it('carries its words as one line of plain text', () => {
    const { problem } = refusalOf(DIALECTS.apibox, 400, `<b>No</b>\u0000\n\u202e${'x'.repeat(2000)}`);

    expect(problem.vendorMessage).toMatch(/^<b>No<\/b> x+$/);
    expect(problem.vendorMessage?.length).toBeLessThanOrEqual(500);
  });
});

describe('a dialect', () => {
  it.each([
    ['apibox', 'https://apibox.erweima.ai', 'https://api.box/api-key', '/api/v1/generate/credit'],
    ['sunoapi', 'https://api.sunoapi.org', 'https://sunoapi.org/api-key', '/api/v1/generate/credit'],
    ['kie', 'https://api.kie.ai', 'https://kie.ai/api-key', '/api/v1/chat/credit'],
  ] as const)('%s knows its host, key page and credit call', async (name, origin, keyPage, creditPath) => {
    const asked: string[] = [];
    const client = aClientAnswered('{"code":200,"msg":"success","data":97.5}', {
      name,
      dialect: name,
      origin: DIALECTS[name].origin,
    });
    const watched = aClientAnswered(null, {
      name,
      dialect: name,
      origin,
      fetch: (url) => {
        asked.push(url);
        return Promise.resolve(Response.json({ code: 200, msg: 'success', data: 97.5 }));
      },
    });

    expect(client).toMatchObject({ name, dialect: name, host: new URL(origin).host, keyPage });
    expect((await watched.readBalance()).credits).toBe(97.5);
    expect(asked).toEqual([origin + creditPath]);
  });

  it('lends its codes to a URL of one’s own, but not its key page', () => {
    expect(aClientAnswered(null, { dialect: 'kie', origin: 'http://localhost:4861/sandbox/' })).toMatchObject(
      { name: 'custom', dialect: 'kie', host: 'localhost:4861', keyPage: null },
    );
  });
});
