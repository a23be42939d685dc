import { expect, it } from 'vitest';

import { addressOf } from './address-of.ts';

const anything = async () => null;

it.each([
  ['https://api.example', 'https://api.example'],
  [' https://api.example/ ', 'https://api.example'],
  ['https://API.example/v2//', 'https://api.example/v2'],
  ['http://127.0.0.1:9999', 'http://127.0.0.1:9999'],
])('%j is %s', async (baseUrl, address) => {
  expect(await addressOf({ vendor: 'custom', baseUrl }, anything)).toBe(address);
});

it.each([
  undefined,
  '',
  'api.example',
  'ftp://api.example',
  'javascript:alert(1)',
  'https://user:pw@api.example',
  'https://api.example/?a=1',
  'https://api.example/#x',
])('%j is refused by name', async (baseUrl) => {
  await expect(addressOf({ vendor: 'custom', baseUrl }, anything)).rejects.toMatchObject({
    status: 400,
    problem: { field: 'baseUrl' },
  });
});

it('a vendor we know has its own address and takes no other', async () => {
  expect(await addressOf({ vendor: 'kie' }, anything)).toBe('https://api.kie.ai');
  await expect(addressOf({ vendor: 'kie', baseUrl: 'https://api.example' }, anything)).rejects.toThrow(
    'Leave baseUrl out',
  );
});
