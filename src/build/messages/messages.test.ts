import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

import { expect, test } from 'vitest';

import { englishTables } from './generate-messages.ts';

test('the English tables are those of en.json: npm run messages', async () => {
  for (const { path, text } of await englishTables())
    expect(readFileSync(path, 'utf8'), basename(path)).toBe(text);
});
