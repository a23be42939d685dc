import type { Scenario } from '#shared/connection.ts';

const escape = (name: string) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const patternOf = (scenarios: readonly Scenario[]) =>
  new RegExp(`\\s*\\[(${scenarios.map(({ name }) => escape(name)).join('|')})\\]`, 'i');

/** The sandbox scenario a prompt asks for, `''` for none. */
export function scenarioOf(prompt: string, scenarios: readonly Scenario[]): string {
  if (scenarios.length === 0 || !prompt.includes('[')) return '';
  const named = patternOf(scenarios).exec(prompt)?.[1]?.toLowerCase();
  return scenarios.find(({ name }) => name.toLowerCase() === named)?.name ?? '';
}

/** The prompt asking for `name` instead of what it asked for before; `''` asks for none. */
export function withScenario(prompt: string, name: string, scenarios: readonly Scenario[]): string {
  const plain = prompt.replace(new RegExp(patternOf(scenarios), 'gi'), '').trim();
  return name === '' ? plain : `${plain} [${name}]`.trim();
}
