import { describe, expect, it } from 'vitest';

import { aClient, aClientAnswered, API_KEY } from '../../testing/faulty-vendor/client-fixtures.ts';
import { aSound } from '../../testing/task-builders.ts';
import type { VendorClientOptions } from './vendor-client.ts';

async function everything(options: Partial<VendorClientOptions>): Promise<string> {
  const client = aClient(options);
  return JSON.stringify([
    client,
    await client.send(aSound()),
    await client.readRecord('x'),
    (await client.readBalance()).credits,
    await client.passThrough({ call: 'credit' }),
    await client.passThrough({ call: 'wav-record', taskId: 'x' }),
    await client.convertToWav({ taskId: 'x', audioId: 'y' }),
    await client.passThrough({ call: 'lyrics', body: { taskId: 'x', audioId: 'y' } }),
    await client.openAudio('https://files.example/x'),
  ]);
}

const escaped = API_KEY.replace(/./g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);

describe('the key', () => {
  it.each([
    ['a refusal', { code: 401, msg: `Bad key ${API_KEY}`, data: API_KEY }],
    ['a taskId', { code: 200, msg: 'success', data: { taskId: API_KEY } }],
    ['a name', { code: 200, msg: 'success', data: { [API_KEY]: [{ [API_KEY]: API_KEY }] } }],
    [
      'a record',
      { code: 200, msg: '', data: { taskId: 'x', param: `{"prompt":"${API_KEY}"}`, status: 'SUCCESS' } },
    ],
    ['an error', { code: 200, msg: '', data: { taskId: 'x', status: 'FAILED', errorMessage: API_KEY } }],
  ])('echoed in %s goes no further', async (_, answer) => {
    const fetch = () => Promise.resolve(Response.json(answer));

    expect(await everything({ fetch, publicFetch: fetch })).not.toContain(API_KEY);
  });

  it.each([
    ['cut', `{"code":200,"data":{"taskId":"${API_KEY}"`],
    ['escaped', `{"code":400,"msg":"${escaped}","data":"${escaped}"}`],
    ['a page', `<html>${API_KEY}</html>`],
  ])('echoed in an answer that is %s goes no further', async (_, text) => {
    const fetch = () => Promise.resolve(new Response(text));

    expect(await everything({ fetch, publicFetch: fetch })).not.toContain(API_KEY);
  });

  it.each([
    ['Base64', btoa(API_KEY)],
    ['hexadecimal digits', Buffer.from(API_KEY).toString('hex')],
    ['an address', encodeURIComponent('sk/with+signs=0123456789')],
  ])('echoed in %s goes no further (A-L11)', async (_, echo) => {
    const fetch = () => Promise.resolve(Response.json({ code: 401, msg: `Bad key ${echo}`, data: [echo] }));
    const apiKey = echo.includes('%') ? 'sk/with+signs=0123456789' : API_KEY;

    expect(await everything({ apiKey, fetch, publicFetch: fetch })).not.toContain(echo);
  });

  it('in a runtime’s error goes no further', async () => {
    const fetch = () => Promise.reject(new TypeError(`Bad header: Bearer ${API_KEY}`, { cause: API_KEY }));

    expect(await everything({ fetch, publicFetch: fetch })).not.toContain(API_KEY);
  });

  it('that cannot be sent is not told either', async () => {
    const apiKey = `${API_KEY}\nsecond line`;

    expect(await everything({ apiKey, fetch, lookup: () => Promise.resolve([]) })).not.toContain(API_KEY);
  });

  it('is not the client’s to see', async () => {
    expect(JSON.stringify(aClientAnswered(null))).not.toContain(API_KEY);
  });
});
