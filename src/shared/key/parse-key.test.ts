import { describe, expect, it } from 'vitest';

import { formatKey } from './format-key.ts';
import { SOUND_KEYS, keyFacts } from './key-facts.ts';
import { couldBeKey, keyInText, parseKey } from './parse-key.ts';
import { compatibleKeys } from './related-keys.ts';

const SPELLINGS = ['sharp', 'flat'] as const;

describe('a typed key', () => {
  it.each([
    ...['ebm', 'Ebm', 'E♭m', 'D#m', 'd♯m', '2A', '2a', '7m', 'e flat minor', 'E-flat minor', 'eb min'].map(
      (text) => [text, 'D#m'],
    ),
    ['EBM', 'D#m'],
    ['Am', 'Am'],
    ['AM', 'A'],
    ['a', 'A'],
    ['8B', 'C'],
    ['1d', 'C'],
    ['1m', 'Am'],
    ['Cb', 'B'],
    ['e sharp', 'F'],
    ['B flat major', 'A#'],
    ['any', 'Any'],
    ['8A', 'Am'],
    ['8b', 'C'],
    ['C Major', 'C'],
    ['CM', 'C'],
    ['c sharp min', 'C#m'],
    ['Bb', 'A#'],
    ['A-minor', 'Am'],
    ['A–minor', 'Am'],
    ['A min', 'Am'],
    ['F#-', 'F#m'],
    ['F♯−', 'F#m'],
    ['e#', 'F'],
    ['b#', 'C'],
    ['fb', 'E'],
    ['b♯m', 'Cm'],
    ['Ｄ＃ｍ', 'D#m'],
    ['C_sharp_minor', 'C#m'],
  ])('%s means %s', (text, key) => {
    expect(parseKey(text)).toBe(key);
  });

  it.each(['', 'h', 'H', '13A', 'cm7', 'Amaj7', 'minor', '#', '-'])('%s means none', (text) => {
    expect(parseKey(text)).toBeNull();
  });

  it('is known by every label the page shows for it', () => {
    for (const key of SOUND_KEYS) {
      const names = SPELLINGS.map((spelling) => formatKey(key, spelling));
      const camelot = keyFacts(key)?.camelot ?? key;
      expect([...names, key, camelot].map(parseKey)).toEqual([key, key, key, key]);
    }
  });

  it('may need further letters', () => {
    expect(['e fl', '1', '12', 'an', 'c min'].map(couldBeKey)).toEqual([true, true, true, true, true]);
    expect(['x', 'ez', '13'].map(couldBeKey)).toEqual([false, false, false]);
  });
});

describe('a key in running text', () => {
  it.each([
    ['warm pad in C minor, slow', 'Cm'],
    ['dark Ebm arp', 'D#m'],
    ['F# major pluck', 'F#'],
    ['bass riff in the key of D', 'D'],
    ['strings, b flat minor', 'A#m'],
    ['piano in A', 'A'],
  ])('is found in "%s"', (text, key) => {
    expect(keyInText(text)?.key).toBe(key);
  });

  it.each([
    'I am walking in a hall',
    'a minor change of mood',
    'rain in Berlin',
    '5 m away',
    'A door in E-block',
  ])('is not seen in "%s"', (text) => {
    expect(keyInText(text)).toBeNull();
  });
});

describe('compatible keys', () => {
  it('of A minor are its relative, its neighbours on the wheel and its parallel', () => {
    expect(compatibleKeys('Am')).toEqual([
      { key: 'C', why: 'relative' },
      { key: 'Em', why: 'fifth up' },
      { key: 'Dm', why: 'fifth down' },
      { key: 'A', why: 'parallel' },
    ]);
  });

  it('stand one hour away on the Camelot wheel, or on the same hour', () => {
    const hour = (key: (typeof SOUND_KEYS)[number]) => Number.parseInt(keyFacts(key)?.camelot ?? '', 10);
    for (const key of SOUND_KEYS.slice(1)) {
      const [relative, up, down] = compatibleKeys(key).map((each) => hour(each.key));
      expect(relative).toBe(hour(key));
      expect(up).toBe((hour(key) % 12) + 1);
      expect(down).toBe(((hour(key) + 10) % 12) + 1);
    }
  });

  it('of Any are none', () => {
    expect(compatibleKeys('Any')).toEqual([]);
  });
});

describe('the name of a key', () => {
  it('has sharps, flats or both', () => {
    const names = (['sharp', 'flat', 'both'] as const).map((spelling) => formatKey('D#m', spelling));
    expect(names).toEqual(['D♯m', 'E♭m', 'D♯m / E♭m']);
    expect(formatKey('Am')).toBe('Am');
    expect(formatKey('Any', 'flat')).toBe('Any');
  });
});
