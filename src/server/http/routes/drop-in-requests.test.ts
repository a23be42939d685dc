import { describe, expect, it } from 'vitest';

import { postJob, postSound, rain, rainJob, SOUNDS, startBoth } from '../../../testing/drop-in-fixtures.ts';
import { json } from '../../../testing/start-app.ts';
import { uuid } from '../../../testing/task-fixtures.ts';

describe('the body of a drop-in submission', () => {
  it.each([
    [{ prompt: 'soft rain' }, 'model'],
    [{ ...rain, model: '' }, 'model'],
    [{ ...rain, model: null }, 'model'],
    [{ ...rain, model: 9 }, 'model'],
    [{ ...rain, soundTempo: 0 }, 'soundTempo'],
    [{ ...rain, soundTempo: 301 }, 'soundTempo'],
    [{ ...rain, soundTempo: 1.5 }, 'soundTempo'],
    [{ ...rain, soundTempo: '120' }, 'soundTempo'],
    [{ ...rain, soundKey: 'Db' }, 'soundKey'],
    [{ ...rain, soundKey: 'c' }, 'soundKey'],
    [{ ...rain, soundLoop: 'yes' }, 'soundLoop'],
    [{ ...rain, grabLyrics: 1 }, 'grabLyrics'],
    [{ ...rain, prompt: ' \n ' }, 'prompt'],
    [{ model: 'V5' }, 'prompt'],
    [{ ...rain, callBackUrl: 'javascript:alert(1)' }, 'callBackUrl'],
    [{ ...rain, callBackUrl: '/here' }, 'callBackUrl'],
    ['{"prompt": "soft rain", ', 'body'],
    ['', 'body'],
    ['null', 'body'],
    ['[]', 'body'],
  ])('refuses %j naming %s, and nothing reaches the upstream', async (body, field) => {
    const { app, vendor } = await startBoth();
    const { status, envelope } = await postSound(app, body);
    expect(status).toBe(400);
    expect(envelope).toMatchObject({
      code: 400,
      data: null,
      problem: { code: 'invalid-request', field, charged: 'no' },
    });
    expect(envelope.msg).toBe(envelope.problem?.message);
    expect(envelope.msg).not.toBe('Invalid input');
    expect(vendor.requests.filter(({ method }) => method === 'POST')).toEqual([]);
    expect(await app.get('/api/tasks')).toMatchObject({ total: 0 });
  });

  it.each(['x'.repeat(501), ' '.repeat(501), `${'x'.repeat(500)} `])(
    'refuses a prompt of 501 characters with 413, as the vendor does',
    async (prompt) => {
      const { app, vendor } = await startBoth();
      expect(await postSound(app, { ...rain, prompt })).toMatchObject({
        status: 413,
        envelope: { code: 413, problem: { code: 'prompt-too-long', field: 'prompt', charged: 'no' } },
      });
      expect(vendor.billing).toEqual([]);
    },
  );

  it.each(['V5_5', 'V6', 'V6_WILD', 'V6_MINI', 'V99'])(
    'sends the model %s on, whatever the connection lists',
    async (model) => {
      const { app, vendor } = await startBoth();
      expect(await postSound(app, { ...rain, model })).toMatchObject({ envelope: { code: 200 } });
      expect(vendor.billing[0]?.body).toMatchObject({ model });
    },
  );

  it('ignores what it does not know, and takes "" and null for what was left out', async () => {
    const { app, vendor } = await startBoth();
    const body = {
      ...rain,
      customMode: false,
      style: 'jazz',
      callBackUrl: '',
      soundKey: '',
      soundTempo: null,
    };
    const response = await app.request(`${SOUNDS}?version=2`, json('POST', body));
    expect(await response.json()).toMatchObject({ code: 200 });
    expect(vendor.billing[0]?.body).toEqual({
      ...rain,
      soundLoop: false,
      soundKey: 'Any',
      grabLyrics: false,
    });
    expect(
      (await app.request('/api/tasks', json('POST', { tasks: [{ id: uuid(1), request: body }] }))).status,
    ).toBe(400);
  });

  it('may name no model at kie, where it is the default of the connection', async () => {
    const { app, vendor } = await startBoth({}, { SOUNDS_DIALECT: 'kie', SOUNDS_MODELS: 'V6,V5' });
    expect(await postSound(app, { prompt: 'soft rain' })).toMatchObject({ envelope: { code: 200 } });
    expect(vendor.billing[0]?.body).toMatchObject({ input: { model: 'V6' } });
  });

  it('refuses a body over 16 kB with 413', async () => {
    const { app, vendor } = await startBoth();
    const { status, envelope } = await postSound(app, {
      ...rain,
      callBackUrl: `https://a.example/${'x'.repeat(17_000)}`,
    });
    expect(status).toBe(413);
    expect(envelope).toMatchObject({
      code: 413,
      problem: { code: 'invalid-request', field: 'body', charged: 'no' },
    });
    expect(vendor.billing).toEqual([]);
  });

  it.each(['', 'with space', 'ü', 'x'.repeat(256)])('refuses the idempotency key %j', async (key) => {
    const { app, vendor } = await startBoth();
    const { status, envelope } = await postSound(app, rain, { 'idempotency-key': key });
    expect(status).toBe(400);
    expect(envelope.problem).toMatchObject({ code: 'invalid-request', field: 'Idempotency-Key' });
    expect(vendor.billing).toEqual([]);
  });
});

describe('the body of a job', () => {
  it.each([
    [{ ...rainJob, model: 'ai-music-api/generate' }, 400, 'model'],
    [{ model: rainJob.model }, 400, 'input'],
    [{ ...rainJob, input: { prompt: 'soft rain' } }, 400, 'input.model'],
    [{ ...rainJob, input: { ...rainJob.input, sound_tempo: 301 } }, 400, 'input.sound_tempo'],
    [{ ...rainJob, input: { ...rainJob.input, prompt: 'x'.repeat(501) } }, 413, 'input.prompt'],
  ])('%j is refused with %i naming %s, and nothing is sent', async (body, status, field) => {
    const { app, vendor } = await startBoth();
    expect(await postJob(app, body)).toMatchObject({
      status,
      envelope: { code: status, problem: { field } },
    });
    expect(vendor.billing).toEqual([]);
  });
});
