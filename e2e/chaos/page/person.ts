import { readFile } from 'node:fs/promises';

import type { Download, Locator, Page } from 'playwright';

import { taskIdOf } from '#shared/task.ts';

import { createRandom, type Random } from '../random.ts';
import { promptOf, type Action } from './page-scenario.ts';
import type { World } from './world.ts';

/** A press of Generate repeated within this is a double click, not a second wish. */
const PRESS_MS = 2500;
const ASK_WITHIN_MS = 5 * 60_000;

/** What a person did that matters for the bill. */
export interface Said {
  /** By prompt: how many times they agreed to pay for it. */
  consents: Map<string, number>;
  /** Prompts sent from the form again that had cost nothing: their older cards may be retried all the same. */
  remade: Set<string>;
  /** What was found wrong on the way. */
  complaints: string[];
  /** What was done, for whoever reads a violation. */
  log: string[];
}

/** Does what the scenario says, on whichever tab is in front, as far as the page offers it. */
export class Person {
  readonly said: Said = { consents: new Map(), remade: new Set(), complaints: [], log: [] };
  readonly #world: World;
  readonly #random: Random;
  readonly #sentAt = new Map<string, number>();
  #sounds = 0;
  #tab = 0;

  constructor(world: World) {
    this.#world = world;
    this.#random = createRandom(world.scenario.seed);
  }

  get page(): Page {
    const page = this.#world.pages[this.#tab] ?? this.#world.pages[0];
    if (!page) throw new Error('There is no page.');
    return page;
  }

  async act(action: Action): Promise<void> {
    try {
      const done = await this.#moves[action]();
      this.said.log.push(done ?? `${action}: nothing to do`);
    } catch (error) {
      const [why] = (error instanceof Error ? error.message : String(error)).split('\n');
      this.said.complaints.push(`could not ${action}: ${why}`);
    }
    await this.#world.quiet();
    await this.#world.advance(PRESS_MS);
    await this.#world.quiet();
  }

  readonly #moves: Record<Action, () => Promise<string | null>> = {
    generate: async () => {
      const prompt = this.#newSound();
      await this.#press(prompt);
      return `generate ${prompt}`;
    },
    'generate-twice': async () => {
      const prompt = this.#newSound();
      await this.#fill(prompt);
      await this.#generate.dblclick();
      return `generate ${prompt} by a double click`;
    },
    'generate-several': async () => {
      const prompt = this.#newSound();
      const count = 2 + this.#random.below(7);
      this.said.consents.set(prompt, count);
      // One of them may cost nothing, and be retried while others of the same prompt were paid for.
      this.said.remade.add(prompt);
      const variations = this.page.getByRole('combobox', { name: 'Variations' });
      await variations.selectOption(String(count));
      await this.#fill(prompt);
      await this.#generate.dblclick();
      await variations.selectOption('1');
      return `generate ${count} of ${prompt} by a double click`;
    },
    'generate-again': () => this.#generateAgain(),
    'generate-offline': async () => {
      const prompt = this.#newSound();
      await this.#world.context.setOffline(true);
      await this.#press(prompt);
      await this.#world.quiet();
      await this.#world.context.setOffline(false);
      return `generate ${prompt} offline`;
    },
    'generate-unstored': async () => {
      const prompt = this.#newSound();
      await this.page.evaluate(fillStorage);
      await this.#press(prompt);
      await this.#world.quiet();
      await this.page.evaluate(() => localStorage.removeItem('chaos-ballast'));
      return `generate ${prompt} with full storage`;
    },
    retry: () => this.#retryOne(),
    'retry-all': () => this.#retryMany(this.#tasks.getByRole('button', { name: /^Retry all/ })),
    'retry-selected': () => this.#retrySelected(),
    'send-unsent': () =>
      this.#pressIfThere(this.#tasks.getByRole('button', { name: 'Send', exact: true }).first()),
    batch: () => this.#batch(),
    'pause-resume': async () => {
      const paused = await this.#pressIfThere(
        this.page.getByRole('button', { name: 'Pause', exact: true }).first(),
      );
      await this.#world.quiet();
      await this.#pressIfThere(this.page.getByRole('button', { name: 'Resume', exact: true }).first());
      return paused;
    },
    edit: () =>
      this.#pressIfThere(this.#oneOf(this.#tasks.getByRole('button', { name: 'Edit', exact: true }))),
    delete: () =>
      this.#pressIfThere(this.#oneOf(this.#tasks.getByRole('button', { name: 'Delete', exact: true }))),
    undo: () => this.#pressIfThere(this.page.getByRole('button', { name: 'Undo' }).first()),
    restore: () => this.#restore(),
    filter: async () => {
      const text = this.#random.pick(['cue 1', 'cue 2', 'cue', 'nothing like it']);
      await this.#find(text);
      return `filter ${text}`;
    },
    'show-all': async () => {
      await this.#find('');
      return 'show all';
    },
    'copy-all': () => this.#copyAll(),
    export: () => this.#export(),
    'other-tab': async () => {
      if (this.#world.pages.length < 2) await this.#world.openTab();
      this.#tab = 1 - this.#tab;
      await this.page.bringToFront();
      return `to tab ${this.#tab}`;
    },
    reload: async () => {
      await this.#world.logIn(this.page);
      return 'reload';
    },
    sleep: async () => {
      const minutes = this.#random.pick([1, 3, 10]);
      await this.#world.advance(minutes * 60_000);
      return `sleep ${minutes} min`;
    },
    'log-out': async () => {
      await this.#world.context.clearCookies();
      const prompt = this.#newSound();
      await this.#press(prompt);
      await this.#world.quiet();
      await this.#world.logIn(this.page);
      return `generate ${prompt} with the login lost`;
    },
  };

  get #tasks(): Locator {
    return this.page.getByRole('region', { name: 'Tasks' });
  }
  get #generate(): Locator {
    return this.page
      .getByRole('button', { name: /^Generate/ })
      .filter({ visible: true })
      .first();
  }
  get #asks(): Locator {
    return this.page.getByText(/^You sent this same/);
  }

  #newSound(): string {
    const prompt = promptOf(this.#world.scenario.n, this.#sounds++);
    this.said.consents.set(prompt, 1);
    this.#sentAt.set(prompt, this.#world.now());
    return prompt;
  }

  #consent(prompt: string): void {
    this.said.consents.set(prompt, (this.said.consents.get(prompt) ?? 0) + 1);
  }

  async #fill(prompt: string): Promise<void> {
    await this.page
      .getByRole('region', { name: 'Compose' })
      .getByRole('textbox', { name: 'Prompt' })
      .fill(prompt);
  }

  async #press(prompt: string): Promise<void> {
    await this.#fill(prompt);
    await this.#generate.click();
  }

  /** The same sound from the form once more: what was paid for lately is asked about first. */
  async #generateAgain(): Promise<string | null> {
    const prompts = [...this.said.consents.keys()];
    if (prompts.length === 0) return null;
    const prompt = this.#random.pick(prompts);
    const paid = this.#chargesOf(prompt);
    const isLongAgo = this.#world.now() - (this.#sentAt.get(prompt) ?? 0) > ASK_WITHIN_MS;
    this.#sentAt.set(prompt, this.#world.now());
    await this.#fill(prompt);
    // The question of an earlier press still stands: this press answers it.
    const isAnswer = (await this.#asks.count()) > 0;
    await this.#generate.click();
    await this.#world.quiet();
    if (paid === 0) this.said.remade.add(prompt);
    if (isAnswer) {
      this.#consent(prompt);
      return `generate ${prompt} again, in answer to the question`;
    }
    if ((await this.#asks.count()) === 0) {
      if (isLongAgo && paid > 0) this.#consent(prompt);
      return `generate ${prompt} again`;
    }
    if (!this.#random.chance(0.4)) return `generate ${prompt} again, asked, left`;
    this.#consent(prompt);
    await this.#generate.click();
    return `generate ${prompt} again, asked, and sent`;
  }

  #chargesOf(prompt: string): number {
    return this.#world.vendor.billing.filter((charge) => charge.prompt === prompt).length;
  }

  async #retryOne(): Promise<string | null> {
    const button = this.#oneOf(this.#tasks.getByRole('button', { name: /^(Retry|Send again)$/ }));
    const card = await button;
    if (!card) return null;
    const article = card.locator('xpath=ancestor::article');
    const prompt = /run \d+ cue \d+/.exec(await article.innerText())?.[0] ?? '';
    this.#sentAt.set(prompt, this.#world.now());
    await card.click();
    const question = article.getByRole('group', { name: 'Please confirm' });
    if (this.said.remade.has(prompt)) this.#consent(prompt);
    if ((await question.count()) === 0) return `retry ${prompt}`;
    if (this.#random.chance(0.5)) {
      await question.getByRole('button', { name: 'Keep as it is' }).click();
      return `retry ${prompt}, asked, left`;
    }
    this.#consent(prompt);
    await question.getByRole('button').first().click();
    return `retry ${prompt}, asked, and sent`;
  }

  async #retryMany(button: Locator): Promise<string | null> {
    const pressed = await this.#pressIfThere(button);
    if (pressed !== null) for (const prompt of this.said.remade) this.#consent(prompt);
    return pressed;
  }

  async #retrySelected(): Promise<string | null> {
    const select = this.#tasks.getByRole('button', { name: /^Select( several tasks)?$/ });
    if ((await select.count()) === 0) return null;
    await select.first().click();
    const bar = this.page.getByRole('region', { name: /^(Picked|Selected) tasks$/ });
    await this.#pressIfThere(bar.getByRole('button', { name: /^(Pick|Select) all/ }));
    const pressed = await this.#retryMany(bar.getByRole('button', { name: /^Retry/ }));
    await this.#world.quiet();
    await this.#pressIfThere(bar.getByRole('button', { name: /^(Done|Clear selection)$/ }));
    return pressed && `selected: ${pressed}`;
  }

  async #batch(): Promise<string | null> {
    const open = this.#tasks.getByRole('button', { name: 'Batch', exact: true });
    if ((await open.count()) === 0) return null;
    await open.click();
    const dialog = this.page.getByRole('dialog', { name: 'Batch' });
    const prompts = Array.from({ length: 2 + this.#random.below(2) }, () => this.#newSound());
    await dialog.getByRole('textbox', { name: /Prompts/ }).fill(prompts.join('\n'));
    await dialog.getByRole('button', { name: /^Generate \d/ }).click();
    return `batch of ${prompts.join(', ')}`;
  }

  /** Out of what was deleted lately, and back to the list. */
  async #restore(): Promise<string | null> {
    const actions = this.#tasks.getByRole('button', { name: 'List actions' });
    if ((await actions.count()) === 0) return null;
    await actions.click();
    await this.#tasks.getByRole('button', { name: 'Recently deleted', exact: true }).first().click();
    await this.#settled();
    const pressed = await this.#pressIfThere(
      this.#oneOf(this.#tasks.getByRole('button', { name: 'Restore', exact: true })),
    );
    await this.#settled();
    await this.#tasks
      .getByRole('button', { name: /^(Clear filters|Show all tasks)$/ })
      .first()
      .click();
    return pressed;
  }

  async #copyAll(): Promise<string | null> {
    await this.#find('');
    await this.#settled();
    const button = this.#tasks.getByRole('button', { name: /^Copy all/ });
    if ((await button.count()) === 0) return null;
    await button.first().click();
    await this.#world.quiet();
    const copied = await this.page.evaluate(() => navigator.clipboard.readText());
    for (const task of await this.#world.tasks()) {
      const taskId = taskIdOf(task);
      if (taskId !== undefined && !copied.includes(taskId))
        this.said.complaints.push(`a taskId was not copied: ${taskId} of ${task.request.prompt}`);
    }
    return 'copy all taskIds';
  }

  async #export(): Promise<string | null> {
    const actions = this.#tasks.getByRole('button', { name: 'List actions' });
    if ((await actions.count()) === 0) return null;
    await actions.click();
    await this.#tasks.getByRole('button', { name: 'Backup', exact: true }).click();
    const known = (await this.#world.tasks()).flatMap((task) => taskIdOf(task) ?? []);
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.page.locator('a[href$="api/export"]').click(),
    ]);
    const saved = await textOf(download);
    for (const taskId of known)
      if (!new RegExp(`"taskId":\\s*"${taskId}"`).test(saved))
        this.said.complaints.push(`a taskId is not in the export: ${taskId}`);
    return 'export';
  }

  /** What was pressed has an answer, and the tab shows it. */
  async #settled(): Promise<void> {
    await this.#world.quiet();
    await this.#world.advance(PRESS_MS);
    await this.#world.quiet();
  }

  async #find(text: string): Promise<void> {
    const field = this.#tasks.getByRole('searchbox');
    if ((await field.count()) > 0) await field.fill(text);
  }

  async #oneOf(buttons: Locator): Promise<Locator | null> {
    const count = await buttons.count();
    return count === 0 ? null : buttons.nth(this.#random.below(count));
  }

  async #pressIfThere(button: Locator | Promise<Locator | null>): Promise<string | null> {
    const found = await button;
    if (!found || (await found.count()) === 0) return null;
    const name = (await found.getAttribute('aria-label')) ?? (await found.innerText());
    await found.click();
    return `press ${name.trim()}`;
  }
}

async function textOf(download: Download): Promise<string> {
  return readFile(await download.path(), 'utf8');
}

/** Leaves no room in localStorage. */
function fillStorage(): void {
  let size = 2 ** 22;
  let text = '';
  while (size > 0) {
    try {
      localStorage.setItem('chaos-ballast', text + 'x'.repeat(size));
      text += 'x'.repeat(size);
    } catch {
      size = Math.floor(size / 2);
    }
  }
}
