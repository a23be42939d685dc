import { expect, type Page } from '@playwright/test';

import type { Charged } from '../../src/shared/problem.ts';
import { PROBLEM_CODES } from '../../src/shared/problem.ts';
import type { Task } from '../../src/shared/task.ts';
import {
  aProblem,
  aTake,
  cancelledTask,
  dismissedTask,
  failedTask,
  heldTask,
  readyTask,
  refusedTask,
  renderingTask,
  unknownTask,
} from '../../src/testing/task-builders.ts';

const SHORT = 18;
const ENDED = '2026-11-22T10:00:00.000Z';
const TASK_ID = '0123456789abcdef0123456789abcdef';
/** A name that a person may give; the list knows no such connection any more. */
const elsewhere = { id: 'removed-one', name: 'Studio of the second floor' };

const goneTask = (): Task => {
  const task = readyTask({ taskId: TASK_ID });
  return { ...task, takes: task.takes.map((take) => ({ ...take, kept: false, expiresAt: ENDED })) };
};

/** One task of each kind that says in its row what it costs, or cost; in lists short enough to be drawn as a whole. */
export function chargedTasks(): Task[][] {
  const charges: readonly Charged[] = ['no', 'unsure', 'yes'];
  const tasks = [
    heldTask(),
    heldTask({ queue: { position: 12, sendAt: ENDED, waitsFor: 'turn' }, problem: aProblem('slow-down') }),
    heldTask({ queue: { position: 2, sendAt: null, waitsFor: 'batch' } }),
    heldTask({ queue: { position: 2, sendAt: null, waitsFor: 'connection' }, connection: elsewhere }),
    unknownTask(),
    unknownTask({ connection: elsewhere }),
    dismissedTask(),
    { ...dismissedTask(), taskId: TASK_ID, heard: [], notUnderstood: [], takes: [] },
    cancelledTask(),
    renderingTask({ taskId: TASK_ID, slowSince: ENDED }),
    goneTask(),
    ...PROBLEM_CODES.map((code, index) =>
      index % 2 === 0
        ? refusedTask(code, { problem: aProblem(code, { charged: 'unsure' }) })
        : failedTask(code, { taskId: TASK_ID, problem: aProblem(code, { charged: 'unsure' }) }),
    ),
    ...charges.map((charged) =>
      refusedTask('server-error', { connection: elsewhere, problem: aProblem('server-error', { charged }) }),
    ),
  ];
  return [tasks.slice(0, SHORT), tasks.slice(SHORT)];
}

/** A sound that can be heard in part, made by the sandbox, and by a connection that is not there any more. */
export const playableTasks = (): Task[] =>
  [{ id: 'sandbox', name: 'Sandbox' }, elsewhere].map((connection) =>
    renderingTask({ taskId: TASK_ID, stage: 'FIRST_SUCCESS', takes: [aTake('a', 1)], connection }),
  );

/** The page's list is these tasks: so few that every row is drawn. */
export async function listOnly(page: Page, tasks: readonly Task[]): Promise<void> {
  await page.route(/\/api\/tasks\?/, async (route) => {
    const response = await route.fetch();
    const answer = (await response.json()) as object;
    await route.fulfill({ response, json: { ...answer, tasks, total: tasks.length, nextCursor: null } });
  });
  await page.goto('/');
  await expect(page.locator('.row:has(.trouble > p, .takes)')).toHaveCount(tasks.length);
}

/** What rows say in place of their takes; the question before a paid press; a price before it; a batch's. */
export const CHARGES = '.trouble > p, .below [role="alert"], .generate-line > .hint, .batch-foot p';

/** What is said of money, where it is cut, covered by a button or out of the window sideways. */
export const cutSentences = (page: Page, selector = '.trouble > p'): Promise<string[]> =>
  page.evaluate((selector) => {
    const overlaps = (a: DOMRect, b: DOMRect) =>
      a.left < b.right - 1 && a.right > b.left + 1 && a.top < b.bottom - 1 && a.bottom > b.top + 1;
    const isInside = (a: DOMRect, b: DOMRect) =>
      a.left >= b.left - 1 && a.right <= b.right + 1 && a.top >= b.top - 1 && a.bottom <= b.bottom + 1;
    const clippersOf = (element: Element | null): Element[] =>
      !element || element === document.body
        ? []
        : [
            ...(getComputedStyle(element).overflow === 'visible' ? [] : [element]),
            ...clippersOf(element.parentElement),
          ];
    const told = [...document.querySelectorAll(selector)].filter((each) => each.checkVisibility());
    return told.flatMap((sentence) => {
      const range = document.createRange();
      range.selectNodeContents(sentence);
      const lines = [...range.getClientRects()];
      const boxes = [document.documentElement, ...clippersOf(sentence)].map((each) =>
        each.getBoundingClientRect(),
      );
      const buttons = [...(sentence.parentElement?.querySelectorAll('button, a') ?? [])].map((each) =>
        each.getBoundingClientRect(),
      );
      const isRead =
        lines.length > 0 &&
        lines.every(
          (line) =>
            boxes.every((box) => isInside(line, box)) && !buttons.some((button) => overlaps(line, button)),
        );
      return isRead ? [] : [sentence.textContent];
    });
  }, selector);

/** Rows whose connection was removed, where that word is cut. */
export const cutRemovals = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('.meta')].flatMap((line) => {
      const word = line.querySelector('.removed > :last-child')?.getBoundingClientRect();
      const box = line.getBoundingClientRect();
      return word && (word.right > box.right + 1 || word.left < box.left) ? [line.textContent] : [];
    }),
  );

/** How far a sound is and who makes it, where what is in brackets is seen in part; on a phone, where any of it is not seen. */
export const cutStates = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const PHONE = 640;
    const wordsOf = (text: Text) =>
      [...text.data.matchAll(/\S+/g)].map(({ 0: word, index }) => {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        return { word, at: range.getBoundingClientRect() };
      });
    const textsOf = (element: Element): Text[] =>
      [...element.childNodes].flatMap((node) => (node instanceof Text ? [node] : textsOf(node as Element)));
    return [...document.querySelectorAll('.meta > :is(.word, .maker)')].flatMap((element) => {
      const box = element.getBoundingClientRect();
      const words = textsOf(element).flatMap(wordsOf);
      const bracket = words.findIndex(({ word }) => word.startsWith('('));
      const told = innerWidth < PHONE ? words : bracket < 0 ? [] : words.slice(bracket);
      const seen = told.filter(({ at }) => at.right <= box.right + 1 && at.bottom <= box.bottom + 1);
      const isFine = seen.length === told.length || (innerWidth >= PHONE && seen.length === 0);
      return isFine || !element.checkVisibility()
        ? []
        : [`${element.textContent}: ${seen.map(({ word }) => word).join(' ')}`];
    });
  });
