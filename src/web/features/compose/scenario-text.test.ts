import { describe, expect, it } from 'vitest';

import { scenarioOf, withScenario } from './scenario-text.ts';

const scenarios = [
  { name: 'slow', label: 'Slow' },
  { name: 'out-of-credits', label: 'Out of credits' },
];

describe('scenarios in a prompt', () => {
  it.each([
    ['rain', ''],
    ['rain [slow]', 'slow'],
    ['[Out-Of-Credits] rain', 'out-of-credits'],
    ['rain [verse]', ''],
  ])('%s asks for "%s"', (prompt, name) => {
    expect(scenarioOf(prompt, scenarios)).toBe(name);
  });

  it('leaves other words in brackets alone', () => {
    expect(withScenario('[verse] rain [slow]', '', scenarios)).toBe('[verse] rain');
  });
});
