import type { Page } from 'playwright';

import { isLive, taskIdOf, type Task } from '#shared/task.ts';

import type { Said } from './person.ts';
import type { World } from './world.ts';

const ROUNDS = 25;
const ROUND_MS = 3000;
const SETTLE_ROUNDS = 10;

/** One card as a person sees it. */
interface Card {
  prompt: string;
  state: string;
  taskId: string | null;
  /** The words on its buttons. */
  buttons: string[];
}
interface Shown {
  cards: Card[];
  count: number;
  retryAll: number;
}

/** What people stake their money on, once everything has come to rest; each broken one is a sentence. */
export async function findPageViolations(world: World, said: Said): Promise<string[]> {
  await comeToRest(world);
  const shown = await world.tasks();
  const found = [
    ...said.complaints,
    ...overcharged(world, said),
    ...lostTaskIds(world),
    ...world.errors.map((error) => `the page threw: ${error}`),
  ];
  for (const [tab, page] of world.pages.entries()) {
    const rows = await readSettledPage(world, page, shown);
    const wrong = [...listViolations(rows, shown), ...offerViolations(world, said, rows, shown)];
    found.push(...wrong.map((sentence) => `tab ${tab}: ${sentence}`));
  }
  return found;
}

/** Nothing is under way any more, every tab is logged in and shows all tasks, and had time to learn of them. */
async function comeToRest(world: World): Promise<void> {
  await world.context.setOffline(false);
  for (let round = 0; round < ROUNDS; round++) {
    await world.advance(ROUND_MS);
    await world.quiet();
    if (round > 2 && !(await world.tasks()).some(isLive)) break;
  }
  for (const page of world.pages) {
    const region = page.getByRole('region', { name: 'Tasks' });
    if ((await region.count()) === 0) await world.logIn(page);
    const field = region.getByRole('searchbox');
    if ((await field.count()) > 0) await field.fill('');
  }
}

/** No sound is paid for more often than the person said. */
function overcharged({ vendor }: World, { consents }: Said): string[] {
  return [...new Set(vendor.billing.map(({ prompt }) => prompt))].flatMap((prompt) => {
    const charges = vendor.billing.filter((charge) => charge.prompt === prompt).length;
    const agreed = consents.get(prompt) ?? 0;
    return charges > agreed ? [`paid ${charges} times, agreed to ${agreed}: ${prompt}`] : [];
  });
}

/** Each charge is a task with its taskId, or one that says it may have been charged. */
function lostTaskIds({ vendor, rows }: World): string[] {
  const stored = rows();
  const known = new Set(stored.map(({ taskId }) => taskId));
  return vendor.billing.flatMap(({ prompt, taskId }) => {
    const isOwned = stored.some(
      (row) => row.prompt === prompt && row.charged !== null && row.charged !== 'no',
    );
    return known.has(taskId) || isOwned ? [] : [`a taskId was lost: ${taskId} of ${prompt}`];
  });
}

/** Pressed, and not known to the server as far as the page can tell. */
const isUnsent = ({ state }: Card): boolean => ['not-sent', 'checking', 'sending-out', ''].includes(state);

/** Each tab shows what the server has, and counts it. */
function listViolations({ cards, count }: Shown, tasks: readonly Task[]): string[] {
  const inWords = (prompt: string, state: string, taskId: string | null) =>
    `${prompt} ${state} ${taskId ?? 'no taskId'}`;
  const here = cards
    .filter((card) => !isUnsent(card))
    .map((card) => inWords(card.prompt, card.state, card.taskId));
  const there = tasks.map((task) => inWords(String(task.request.prompt), task.state, taskIdOf(task) ?? null));
  const missing = without(there, here).map((task) => `the list lacks ${task}`);
  const extra = without(here, there).map((task) => `the list shows ${task}, the server does not`);
  const wrongCount = count === tasks.length ? [] : [`the count is ${count}, the server has ${tasks.length}`];
  return [...missing, ...extra, ...wrongCount];
}

/** What is paid for is not offered again without a question. */
function offerViolations(
  world: World,
  { remade }: Said,
  { cards, retryAll }: Shown,
  tasks: readonly Task[],
): string[] {
  const paid = new Set(
    world.vendor.billing.map(({ prompt }) => prompt).filter((prompt) => !remade.has(prompt)),
  );
  const isFree = ({ state, prompt }: Card) =>
    state === 'cancelled' ||
    tasks.some(
      (task) =>
        task.request.prompt === prompt &&
        task.state === state &&
        'problem' in task &&
        task.problem?.charged === 'no',
    );
  const offered = cards.filter(
    (card) => card.buttons.some((name) => /^(Retry|Send again)$/.test(name)) && isFree(card),
  );
  const wrong = offered
    .filter(({ prompt }) => paid.has(prompt))
    .map(({ prompt }) => `Retry would pay again: ${prompt}`);
  const unsent = cards.filter((card) => isUnsent(card) && paid.has(card.prompt));
  wrong.push(...unsent.map(({ prompt }) => `shown as not sent, but paid: ${prompt}`));
  if (retryAll > offered.length)
    wrong.push(`Retry all would send ${retryAll}, but ${offered.length} cards offer Retry`);
  return wrong;
}

/** Elements of `all` that `some` has fewer of. */
function without(all: readonly string[], some: readonly string[]): string[] {
  const left = [...some];
  return all.filter((each) => {
    const at = left.indexOf(each);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** As the page stands once its list is right, or has had its time. */
async function readSettledPage(world: World, page: Page, tasks: readonly Task[]): Promise<Shown> {
  const pass = async () => {
    await world.advance(ROUND_MS);
    await world.quiet();
  };
  for (let round = 0; round < SETTLE_ROUNDS; round++) {
    if (listViolations(await readPage(page), tasks).length === 0) break;
    await pass();
  }
  // What is counted by the server (Retry all) is read again within a second.
  await pass();
  return readPage(page);
}

const readPage = (page: Page): Promise<Shown> =>
  page.evaluate(() => {
    const region = document.querySelector('#tasks') ?? document.body;
    const textOf = (element: Element | null) => (element instanceof HTMLElement ? element.innerText : '');
    const cards = [...region.querySelectorAll('article')].map((article) => ({
      prompt: /run \d+ cue \d+/.exec(textOf(article))?.[0] ?? '',
      state: article.getAttribute('data-state') ?? '',
      taskId: /\b[0-9a-f]{32}\b/.exec(textOf(article))?.[0] ?? null,
      buttons: [...article.querySelectorAll('button')].map((button) => textOf(button).trim()),
    }));
    const heading = textOf(region.querySelector('h2')?.parentElement ?? null);
    const retry = [...region.querySelectorAll('button')].map(
      (button) => /^\s*Retry all (\d+)/.exec(textOf(button))?.[1],
    );
    return {
      cards,
      count: Number(/[\d,]+/.exec(heading)?.[0]?.replace(',', '') ?? 0),
      retryAll: Number(retry.find((number) => number !== undefined) ?? 0),
    };
  });
