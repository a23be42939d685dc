import { describe, expect, it } from 'vitest';

import { createMediaLinks } from './media-links.ts';

const id = '0f6c0000-0000-4000-8000-000000000001';
const take = { n: 1, audioId: '0b6d1f0e-1111-4222-8333-944455556666', contentType: null, url: null };
const links = createMediaLinks('a key');
const nameOf = (changes: { audioId?: string; contentType?: string; url?: string }) =>
  links
    .toTake(id, { ...take, ...changes })
    .split('/')
    .at(-1);

describe('the name at the end of a link', () => {
  it.each([
    [{}, 'mp3'],
    [{ contentType: 'audio/wav' }, 'wav'],
    [{ contentType: 'audio/mp4', url: 'https://files.example/a.mp3' }, 'm4a'],
    [{ contentType: 'audio/flac' }, 'flac'],
    [{ url: 'https://files.example/a.m4a?x=1.mp3' }, 'm4a'],
    [{ url: 'https://files.example/a.MP3' }, 'mp3'],
    [{ url: 'https://stream.example/YQ' }, 'mp3'],
    [{ url: 'https://files.example/a.php' }, 'mp3'],
  ])('of %j has the extension %s', (changes, extension) => {
    expect(nameOf(changes)).toBe(`${take.audioId}.${extension}`);
  });

  it.each(['take-1', 'a', 'x/y-and-more-of-it', '../../../etc/passwd', 'ü'.repeat(40), 'x'.repeat(256)])(
    'is the task’s own where the vendor’s id is no name for a file: %s',
    (audioId) => {
      expect(nameOf({ audioId })).toBe(`${id}-A.mp3`);
    },
  );
});

describe('a link', () => {
  const signedOf = (path: string) => path.split('/')[2] ?? '';

  it('says what it leads to, to whoever has the key', () => {
    expect(links.read(signedOf(links.toTake(id, take)))).toEqual({ id, n: 1, isWav: false });
    expect(links.read(signedOf(links.toWav(id, { ...take, n: 2 })))).toEqual({ id, n: 2, isWav: true });
    expect(createMediaLinks('another key').read(signedOf(links.toTake(id, take)))).toBeNull();
  });

  it('is changed by no letter without being void', () => {
    const signed = signedOf(links.toTake(id, take));
    for (let at = 0; at < signed.length; at++) {
      const other = signed[at] === '1' ? '2' : '1';
      expect(links.read(signed.slice(0, at) + other + signed.slice(at + 1))).toBeNull();
    }
  });
});
