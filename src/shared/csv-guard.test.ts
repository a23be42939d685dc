import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { guardCell, unguardCell } from './csv-guard.ts';

describe('a cell that a spreadsheet could run (A-L5)', () => {
  it.each([
    ['-12 dB whoosh', "'-12 dB whoosh"],
    ['=1+1', "'=1+1"],
    ['\n=1+1', "'\n'=1+1"],
    ['＝1+1', "'＝1+1"],
    ['a;=HYPERLINK("http://evil","x")', 'a;\'=HYPERLINK("http://evil","x")'],
    ['a\n- b', "a\n'- b"],
    ["'=1", "''=1"],
    ["'tis rain", "'tis rain"],
    ['rain - soft', 'rain - soft'],
  ])('%j is written %j', (text, cell) => {
    expect(guardCell(text)).toBe(cell);
    expect(unguardCell(cell)).toBe(text);
  });

  it('comes back as it was, whatever it is', () => {
    const signs = fc.string({ unit: fc.constantFrom(...Array.from("'=+-@＝;\t\r\n, a")) });
    fc.assert(
      fc.property(fc.oneof(signs, fc.string()), (text) => {
        expect(unguardCell(guardCell(text))).toBe(text);
      }),
    );
  });
});
