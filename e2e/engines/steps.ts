import { AXE_SOURCE, findViolations } from '../support/axe.ts';
import type { OwnServer } from './own-server.ts';
import type { Page } from './page.ts';

/** Part of a journey. Each stands on those before it. */
export type Step = readonly [what: string, take: (page: Page, server: OwnServer) => Promise<void>];

export const PROMPT = { role: 'textbox', name: 'Prompt' };
export const GENERATE = { role: 'button', name: 'Generate…' };
export const LOOP_PROMPT = 'engine journey drum loop';
export const SEARCH = { role: 'searchbox', name: '…' };

export function assert(is: boolean, what: string): void {
  if (!is) throw new Error(what);
}

/** Of a machine that does much else. */
const RENDERED_MS = 120_000;
export const ready = (page: Page, prompt: string) =>
  page.until(
    `${prompt} ready`,
    () =>
      page.driver.call(
        (text: string) =>
          [...document.querySelectorAll('article')].some(
            (card) => card.textContent?.includes(text) && card.getAttribute('data-state') === 'ready',
          ),
        prompt,
      ),
    RENDERED_MS,
  );

/** Whether a row is still sliding in: half seen, it has half of its contrast. What repeats goes on. */
const isMoving = (): boolean =>
  document
    .getAnimations()
    .some(({ playState, effect }) => playState === 'running' && effect?.getTiming().iterations !== Infinity);

/** What axe finds in this engine's own tree, once nothing moves. */
export async function assertAccessible(page: Page): Promise<void> {
  const { driver } = page;
  await driver.run(AXE_SOURCE);
  await page.until('nothing that moves', async () => !(await driver.call(isMoving)));
  const found = await driver.call(findViolations, null);
  assert(found.length === 0, `axe: ${found.join('; ')}`);
}
export const tasksOf = async (
  url: string,
): Promise<
  {
    taskId?: string;
    request: { prompt: string; soundLoop: boolean; soundTempo: number | null; soundKey: string };
  }[]
> => ((await (await fetch(`${url}/api/tasks`)).json()) as { tasks: never[] }).tasks;
