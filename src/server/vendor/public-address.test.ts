import { describe, expect, it } from 'vitest';

import { isPublicAddress, whyNotPublic } from './public-address.ts';

describe('an address', () => {
  it.each(['8.8.8.8', '172.32.0.1', '192.169.0.1', '2606:4700::1111', '::ffff:8.8.8.8'])(
    '%s is public',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  const inside =
    '0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.9.9.9 169.254.169.254 172.16.0.1 192.0.0.1 192.0.2.1 192.168.1.1 ' +
    '198.18.0.1 224.0.0.1 240.0.0.1 255.255.255.255 :: ::1 ::ffff:127.0.0.1 ::ffff:a9fe:a9fe fc00::1 fd12::1 ' +
    'fe80::1 fec0::1 ff02::1 64:ff9b::7f00:1 2002:7f00:1:: 2001:db8::1 2001::1 localhost nonsense ' +
    '::127.0.0.1 ::7f00:1 ::a00:1 ::8.8.8.8 ::ffff:0:7f00:1 64:ff9b:1::7f00:1 4000::1 2606:4700::5efe:7f00:1';

  it.each(['', ...inside.split(' ')])('%s is not', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('a link', () => {
  const names: Record<string, string[]> = {
    'files.example': ['8.8.8.8', '2606:4700::1111'],
    'intranet.example': ['10.0.0.7'],
    'half.example': ['8.8.8.8', '127.0.0.1'],
    'empty.example': [],
    'proxied.example': ['198.18.0.7'],
    'proxied-half.example': ['198.19.255.1', '10.0.0.7'],
  };
  const check = (link: string) => whyNotPublic(new URL(link), (name) => Promise.resolve(names[name] ?? []));

  it.each([
    'https://files.example/a.mp3',
    'http://files.example:8080/a',
    'https://8.8.8.8/',
    'https://[2606:4700::1111]/',
    'https://proxied.example/a.mp3',
  ])('to %s may be fetched', async (link) => {
    expect(await check(link)).toBeNull();
  });

  it.each([
    ['ftp://files.example/a.mp3', 'http or https'],
    ['file:///etc/passwd', 'http or https'],
    ['data:audio/mpeg;base64,AA', 'http or https'],
    ['https://me:pw@files.example/', 'password'],
    ['https://intranet.example/', 'private network'],
    ['https://half.example/', 'private network'],
    ['https://empty.example/', 'no address'],
    ['http://127.0.0.1/', 'private network'],
    ['http://0177.0.0.1/', 'private network'],
    ['http://2130706433/', 'private network'],
    ['http://[::1]/', 'private network'],
    ['https://[::127.0.0.1]/', 'private network'],
    ['https://198.18.0.7/', 'private network'],
    ['https://proxied-half.example/', 'ALLOWED_MEDIA_HOSTS=proxied-half.example'],
    ['http://[::ffff:7f00:1]/', 'private network'],
    ['http://169.254.169.254/latest/meta-data', 'private network'],
  ])('to %s may not: %s', async (link, why) => {
    expect(await check(link)).toContain(why);
  });
});
