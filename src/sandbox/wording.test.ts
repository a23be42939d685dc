import { describe, expect, test } from 'vitest';

import { createManualClock } from '../testing/manual-clock.ts';
import { startSandbox } from '../testing/sandbox-fixtures.ts';
import { scenariosIn } from './scenarios.ts';
import { WORDINGS } from './wording.ts';

const rain = { prompt: 'soft rain', model: 'V5' };
const CREDITS = 'The current credits are insufficient. Please top up.';

describe('in its own words, never the page’s, the sandbox', () => {
  test.each([
    ['apibox', {}, 400, 'Please enter prompt.'],
    ['apibox', { prompt: 'rain' }, 400, 'Please enter model.'],
    ['apibox', { ...rain, soundTempo: 301 }, 400, 'soundTempo must be an integer from 1 to 300.'],
    ['apibox', { ...rain, soundKey: 'Db' }, 400, /^soundKey must be one of Any, Cm, C#m/],
    ['sunoapi', { ...rain, callBackUrl: 'x' }, 400, 'callBackUrl must be an http or https URL.'],
    ['kie', {}, 422, 'Please enter prompt.'],
    ['kie', { ...rain, soundLoop: 'yes' }, 422, 'soundLoop must be a boolean.'],
    ['kie', { ...rain, prompt: 'x'.repeat(501) }, 422, WORDINGS.kie.texts[422]],
    ['apibox', { ...rain, prompt: 'x'.repeat(501) }, 413, WORDINGS.apibox.texts[413]],
  ] as const)('of %s answers %j with %i', async (dialect, body, code, msg) => {
    const answer = await startSandbox({ dialect }).submit(body);
    expect(answer).toEqual({ code, msg: expect.stringMatching(msg ?? ''), data: null });
  });

  test.each([
    ['apibox', 429, 200],
    ['sunoapi', 429, 200],
    ['kie', 402, 200],
  ] as const)('of %s says %i when credits are gone', async (dialect, code, status) => {
    const sandbox = startSandbox({ dialect, startCredits: 0 });
    const response = await sandbox.request('/api/v1/generate/sounds', {
      method: 'POST',
      body: JSON.stringify(rain),
    });
    expect([response.status, await response.json()]).toEqual([status, { code, msg: CREDITS, data: null }]);
  });

  test.each([
    ['apibox', 430, 200],
    ['sunoapi', 430, 200],
    ['kie', 429, 429],
  ] as const)(
    'of %s turns away with %i, HTTP %i, what comes faster than it is told to take',
    async (dialect, code, status) => {
      const clock = createManualClock();
      const sandbox = startSandbox({ dialect, clock, pace: { count: 20, perMs: 10_000 } });
      const send = async () => {
        const response = await sandbox.request('/api/v1/generate/sounds', {
          method: 'POST',
          body: JSON.stringify(rain),
        });
        return { status: response.status, code: ((await response.json()) as { code: number }).code };
      };
      for (let n = 0; n < 20; n++) expect(await send()).toEqual({ status: 200, code: 200 });
      expect(await send()).toEqual({ status, code });
      expect(await sandbox.call('/api/v1/chat/credit')).toMatchObject({ data: 950 });
      await clock.advance(9999);
      expect(await send()).toEqual({ status, code });
      await clock.advance(1);
      expect(await send()).toEqual({ status: 200, code: 200 });
    },
  );

  test('of kie asks for no model', async () => {
    const sandbox = startSandbox({ dialect: 'kie', models: ['V6', 'V5'] });
    const record = await sandbox.finished('soft rain', { model: undefined });
    expect(JSON.parse(record.param)).toMatchObject({ model: 'V6' });
  });

  test.each(Object.keys(WORDINGS.kie.texts).map(Number))('of kie can be asked for [%i]', async (code) => {
    const sandbox = startSandbox({ dialect: 'kie' });
    expect(await sandbox.submit({ ...rain, prompt: `rain [${code}]` })).toMatchObject({ code, data: null });
    expect(scenariosIn(WORDINGS.kie).map(({ name }) => name)).toContain(String(code));
  });
});
