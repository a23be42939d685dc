import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { AxeResults, ElementContext, RunOptions } from 'axe-core';

declare global {
  interface Window {
    axe: { run: (context: ElementContext, options: RunOptions) => Promise<AxeResults> };
  }
}

/** To be run in the page once, by automation, which its CSP does not bind. */
export const AXE_SOURCE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** Runs in the page. Looks at what can be reached: an open dialog, else all; with one rule alone, or all of them. */
export async function findViolations(onlyRule: string | null): Promise<string[]> {
  const dialog = [...document.querySelectorAll('dialog[open]')].at(-1);
  const { violations } = await window.axe.run(dialog ?? document, {
    resultTypes: ['violations'],
    preload: false,
    ...(onlyRule === null
      ? { rules: { 'target-size': { enabled: true } } }
      : { runOnly: { type: 'rule', values: [onlyRule] } }),
  });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}
