import { describe, expect, test } from 'vitest';

import { emptySound } from './empty-sound.ts';
import { formatKey } from './key/format-key.ts';
import { keyFacts, SOUND_KEYS } from './key/key-facts.ts';
import { soundRequestSchema } from './sound-request.ts';

const full = soundRequestSchema(['V5', 'V5_5']);
const good = { ...emptySound, prompt: 'soft rain' };

/** `field: message` of the first issue. */
function refusal(input: unknown, schema = full): string {
  const { error } = schema.safeParse(input);
  const [issue] = error?.issues ?? [];
  const keys = issue?.code === 'unrecognized_keys' ? issue.keys.join() : issue?.path.join('.');
  return `${keys}: ${issue?.message}`;
}

describe('a sound request', () => {
  test.each<[string, object]>([
    ['Auto tempo', { soundTempo: null }],
    ['the slowest tempo', { soundTempo: 1 }],
    ['the fastest tempo', { soundTempo: 300 }],
    ['500 characters', { prompt: 'a'.repeat(500) }],
    ['500 characters within blanks', { prompt: `  ${'a'.repeat(500)}\n` }],
    ['one visible letter among fillers', { prompt: '\u200B雨\u3164' }],
    ['another listed model', { model: 'V5_5' }],
    ['a plain http callback', { callBackUrl: 'http://example.com/x' }],
    ...SOUND_KEYS.map((soundKey): [string, object] => [`the key ${soundKey}`, { soundKey }]),
  ])('takes %s', (_, change) => {
    expect(full.safeParse({ ...good, ...change }).success).toBe(true);
  });

  test.each<[string, object, string]>([
    ...[
      ' \n ',
      '\u200B',
      '\u2060\u00AD',
      '\u3164',
      '\u2800',
      '\uFFA0\uFE0F',
      '\u{E0020}',
      '\u0301\u202E',
    ].map((prompt): [string, object, string] => [
      `a prompt that shows nothing, ${JSON.stringify(prompt)} (T7)`,
      { prompt },
      'prompt: Describe the sound in a few words.',
    ]),
    [
      '501 characters',
      { prompt: 'a'.repeat(501) },
      'prompt: The prompt is longer than 500 characters. Shorten it.',
    ],
    [
      '251 emoji, which a textarea counts as 502',
      { prompt: '🌧'.repeat(251) },
      'prompt: The prompt is longer than 500 characters. Shorten it.',
    ],
    ['BPM 0', { soundTempo: 0 }, 'soundTempo: BPM must be at least 1.'],
    ['BPM 301', { soundTempo: 301 }, 'soundTempo: BPM must be at most 300.'],
    ['BPM 1.5', { soundTempo: 1.5 }, 'soundTempo: BPM must be a whole number'],
    ['BPM as text', { soundTempo: '120' }, 'soundTempo: BPM must be a whole number'],
    ['a flat key', { soundKey: 'Db' }, 'soundKey: Choose one of the 25 keys'],
    ['a lower-case key', { soundKey: 'c' }, 'soundKey: Choose one of the 25 keys'],
    [
      'a script as callback',
      { callBackUrl: 'javascript:alert(1)' },
      'callBackUrl: The callback must be a full http',
    ],
    [
      'a file as callback',
      { callBackUrl: 'file:///etc/passwd' },
      'callBackUrl: The callback must be a full http',
    ],
    ['an unlisted model', { model: 'V4' }, 'model: The model must be one of: V5, V5_5.'],
    ['a missing model', { model: undefined }, 'model: model is missing.'],
    ['loop as text', { soundLoop: 'yes' }, 'soundLoop: soundLoop must be true or false.'],
    ['an unknown field', { tempo: 90 }, 'tempo: '],
  ])('refuses %s by name', (_, change, expected) => {
    expect(refusal({ ...good, ...change })).toContain(expected);
  });

  test('is trimmed', () => {
    expect(full.parse({ ...good, prompt: '  soft rain \n' }).prompt).toBe('soft rain');
  });
});

describe('a key', () => {
  test('stands where musicians expect it on the Camelot wheel', () => {
    const camelot = Object.fromEntries(SOUND_KEYS.map((key) => [key, keyFacts(key)?.camelot]));
    expect(camelot).toMatchObject({
      Any: undefined,
      Am: '8A',
      C: '8B',
      Em: '9A',
      G: '9B',
      'D#m': '2A',
      'F#': '2B',
      F: '7B',
      'G#m': '1A',
      B: '1B',
    });
    expect(new Set(Object.values(camelot)).size).toBe(25);
  });

  test('shares its hue with its relative', () => {
    expect(keyFacts('Am')?.hue).toBe(keyFacts('C')?.hue);
    expect(new Set(SOUND_KEYS.map((key) => keyFacts(key)?.hue)).size).toBe(13);
  });

  test('shows both spellings where they differ', () => {
    expect([formatKey('D#m'), formatKey('Am'), formatKey('Any')]).toEqual(['D♯m / E♭m', 'Am', 'Any']);
  });
});
