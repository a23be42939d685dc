import { expect, it } from 'vitest';

import { sharedPrompt } from './shared-prompt.ts';

it.each([
  [['', 'heavy rain', ''], 'heavy rain'],
  [['Rain', 'heavy rain', null], 'Rain\nheavy rain'],
  [['heavy rain', 'heavy rain', undefined], 'heavy rain'],
  [[' ', 'look: https://a.example/b', 'https://a.example/b'], 'look: https://a.example/b'],
  [[null, null, null], ''],
] as const)('what is shared as %j is the prompt %j', ([title, text, url], prompt) => {
  expect(sharedPrompt(title, text, url)).toBe(prompt);
});
