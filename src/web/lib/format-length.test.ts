import { expect, it } from 'vitest';

import { formatLength } from './format-length.ts';

it.each([
  [0.407, undefined, '0.41 s'],
  [0.999, undefined, '1.0 s'],
  [5.517, undefined, '5.5 s'],
  [59.97, undefined, '1:00'],
  [65.4, undefined, '1:05'],
  [0, 5.5, '0.0 s'],
  [3.24, 10.7, '3.2 s'],
  [64.9, 125, '1:04'],
])('%d s (of %d) is %s', (seconds, of, text) => expect(formatLength(seconds, of)).toBe(text));
