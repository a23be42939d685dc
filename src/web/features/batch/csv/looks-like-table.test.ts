import { expect, it } from 'vitest';

import { looksLikeTable } from './looks-like-table.ts';

it.each([
  'soft rain\tAm\t90',
  'soft rain\n\nkick\t\t120\n',
  'prompt,key,bpm\nsoft rain,Am,90',
  '\n"Prompt";"Key"\nrain;C',
  'Key|Prompt\nC|rain',
])('%j is a table', (text) => expect(looksLikeTable(text)).toBe(true));

it.each([
  '',
  'soft rain, distant thunder\nkick; dry, short',
  'Prompt the choir, then silence',
  'prompt',
  '\tindented rain'.trim(),
])('%j are prompts', (text) => expect(looksLikeTable(text)).toBe(false));
