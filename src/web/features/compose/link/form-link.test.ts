import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import { emptySound } from '#shared/empty-sound.ts';
import type { SoundRequest } from '#shared/sound-request.ts';

import { anyRequest } from '../../../../testing/request-arbitrary.ts';
import { toLinkParams } from './form-link.ts';
import { readLinkParams } from './read-form-link.ts';

const inAddress = (request: SoundRequest) => {
  const url = new URL('http://localhost/');
  for (const [name, value] of Object.entries(toLinkParams(request, 'V5')))
    if (value !== null) url.searchParams.set(name, value);
  return url;
};
const read = (search: string) => readLinkParams(new URLSearchParams(search), ['V5', 'V6']);

it('an empty form has an empty link', () => {
  expect(inAddress(emptySound).search).toBe('');
});

it('a full form comes back from its link, but for the callback', () => {
  const linked = {
    prompt: 'rain & "wind" #1 +é',
    model: 'V6',
    soundLoop: true,
    soundTempo: 90,
    soundKey: 'D#m',
    grabLyrics: true,
  } as const;
  const url = inAddress({ ...linked, callBackUrl: 'https://example.com/secret' });
  expect(url.href).not.toContain('secret');
  expect(readLinkParams(url.searchParams, ['V5', 'V6'])).toEqual(linked);
});

it.each([
  ['soundKey=Ebm', { soundKey: 'D#m' }],
  ['soundKey=2A', { soundKey: 'D#m' }],
  ['soundLoop', { soundLoop: true }],
  ['soundLoop=0', { soundLoop: false }],
  ['soundTempo=0', {}],
  ['soundTempo=90.5', {}],
  ['soundTempo=fast&soundKey=H&model=V9&prompt=+', {}],
])('a link written by hand, %s, says what is possible', (search, request) => {
  expect(read(search)).toEqual(request);
});

it('any request comes back from its link', () => {
  fc.assert(
    fc.property(anyRequest, (request) => {
      const { searchParams } = new URL(inAddress(request).href);
      const { callBackUrl } = request;
      expect({ ...emptySound, callBackUrl, ...readLinkParams(searchParams, ['V5', 'V5_5']) }).toEqual(
        request,
      );
    }),
  );
});
