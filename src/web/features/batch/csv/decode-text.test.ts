import { expect, it } from 'vitest';

import { decodeText } from './decode-text.ts';

const utf16 = (text: string, mark: number[]) => {
  const units = new Uint8Array(text.length * 2);
  const view = new DataView(units.buffer);
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), true);
  return Uint8Array.from([...mark, ...units]);
};

it.each([
  ['UTF-8', new TextEncoder().encode('Générique'), 'utf-8'],
  [
    'UTF-8 with its mark',
    Uint8Array.from([0xef, 0xbb, 0xbf, ...new TextEncoder().encode('Générique')]),
    'utf-8',
  ],
  ['UTF-16 as Excel’s “Unicode text” is', utf16('Générique', [0xff, 0xfe]), 'utf-16le'],
  ['UTF-16 without a mark', utf16('Générique', []), 'utf-16le'],
  ['Windows-1252', Uint8Array.from([0x47, 0xe9, 0x6e, 0xe9, 0x72, 0x69, 0x71, 0x75, 0x65]), 'windows-1252'],
])('reads %s (T2)', (_name, bytes, encoding) => {
  expect(decodeText(bytes)).toEqual({ text: 'Générique', encoding });
});

it('reads big-endian UTF-16', () => {
  expect(decodeText(Uint8Array.from([0xfe, 0xff, 0x00, 0x41]))).toEqual({ text: 'A', encoding: 'utf-16be' });
});
