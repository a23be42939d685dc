import { expect, it } from 'vitest';

import { startApp } from '../../../testing/start-app.ts';

const formOf = (fields: Record<string, string | File>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
};

it('a text shared by another app leads to the page as its prompt, whatever the login', async () => {
  const app = await startApp({ env: { ACCESS_TOKEN: 'a-long-enough-token-for-tests' } });
  const linked = await app.request('/share?title=&text=heavy+rain');
  const posted = await app.request('/share', {
    method: 'POST',
    // As browsers send what no site has caused.
    headers: { origin: 'null', 'sec-fetch-site': 'none', 'content-length': '300' },
    body: formOf({ text: 'heavy rain', url: '' }),
  });
  for (const answer of [linked, posted]) {
    expect([answer.status, answer.headers.get('location')]).toEqual([303, './?prompt=heavy+rain']);
  }
});

it.each([[10], [200_000]])(
  'a shared file of %d bytes that no worker took leads to a page that can say so',
  async (size) => {
    const app = await startApp();
    const audio = new File([new Uint8Array(size)], 'rain.wav', { type: 'audio/wav' });
    const headers = { 'content-length': String(size + 300) };
    const answer = await app.request('/share', { method: 'POST', headers, body: formOf({ audio }) });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, './?shared=']);
  },
);
