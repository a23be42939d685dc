import type { Driver, Json } from './driver.ts';

const WAIT_MS = 30_000;
const LOOK_AGAIN_MS = 100;

/** A W3C key: https://www.w3.org/TR/webdriver2/#keyboard-actions */
export const KEYS = {
  control: '\uE009',
  enter: '\uE007',
  escape: '\uE00C',
  space: ' ',
  backspace: '\uE003',
  end: '\uE010',
  down: '\uE015',
} as const;

export interface Target {
  role: string;
  /** The whole accessible name, or how it begins (`Generate…`). */
  name: string;
  /** Inside the first of these: an article whose text holds this. */
  card?: string;
  /** Inside what this selector finds. */
  within?: string;
}

interface Found {
  x: number;
  y: number;
  text: string;
  value: string;
  isChecked: boolean;
}

/** Runs in the page: the first visible element of that role and name. */
function look(
  { role, name, card = '', within = 'body' }: { role: string; name: string; card?: string; within?: string },
  focus: boolean,
): Found | null {
  const selectors: Record<string, string> = {
    button: 'button, [role=button]',
    link: 'a[href]',
    textbox: 'textarea, input:not([type]), input[type=text], input[type=url], input[inputmode]',
    searchbox: 'input[type=search]',
    combobox: 'select',
    slider: 'input[type=range]',
    switch: '[role=switch]',
    region: 'section, [role=region]',
    dialog: 'dialog[open], [role=dialog]',
    heading: 'h1, h2, h3, h4',
    article: 'article',
    radio: 'input[type=radio]',
    checkbox: 'input[type=checkbox]',
    text: 'p, span, strong, li, small, td, th, output, time, h3',
  };
  const clean = (text: string | null | undefined) => (text ?? '').replaceAll(/\s+/g, ' ').trim();
  const nameOf = (element: Element): string => {
    const ids = element.getAttribute('aria-labelledby');
    if (ids !== null)
      return clean(
        ids
          .split(' ')
          .map((id) => document.getElementById(id)?.textContent)
          .join(' '),
      );
    const label = element.getAttribute('aria-label');
    if (label !== null) return clean(label);
    const labels = (element as HTMLInputElement).labels;
    if (labels && labels.length > 0) return clean(labels[0]?.textContent);
    return clean(element.textContent) || clean(element.getAttribute('title'));
  };
  const scopes =
    card === ''
      ? [...document.querySelectorAll(within)]
      : [...document.querySelectorAll('article')].filter((article) => article.textContent?.includes(card));
  const fits = (element: Element) => {
    const own = nameOf(element);
    return name.endsWith('…') ? own.startsWith(name.slice(0, -1)) : own === name;
  };
  for (const scope of scopes) {
    for (const element of scope.querySelectorAll<HTMLElement>(selectors[role] ?? role)) {
      if (!fits(element) || element.getClientRects().length === 0) continue;
      if (getComputedStyle(element).visibility === 'hidden') continue;
      const at = element.getBoundingClientRect();
      if (at.bottom > innerHeight || at.top < 0)
        element.scrollIntoView({ block: 'center', behavior: 'instant' });
      if (focus) element.focus();
      const box = element.getBoundingClientRect();
      const { value } = element as HTMLInputElement;
      const isChecked = element.matches(':checked') || element.getAttribute('aria-checked') === 'true';
      const x = Math.round(box.left + box.width / 2);
      const y = Math.round(box.top + box.height / 2);
      return { x, y, text: clean(element.textContent), value: value ?? '', isChecked };
    }
  }
  return null;
}

/** The page as a person has it: what is shown, keys and a mouse. */
export class Page {
  readonly driver: Driver;

  constructor(driver: Driver) {
    this.driver = driver;
  }

  find(target: Target, focus = false): Promise<Found | null> {
    return this.driver.call(look, { ...target }, focus);
  }

  async see(target: Target): Promise<Found> {
    return this.until(`${target.role} “${target.name}”`, () => this.find(target));
  }

  async gone(target: Target): Promise<void> {
    await this.until(`no ${target.role} “${target.name}”`, async () =>
      (await this.find(target)) === null ? true : null,
    );
  }

  /** Asks until there is an answer that is neither null nor false. */
  async until<T>(what: string, ask: () => Promise<T | null | false>, ms = WAIT_MS): Promise<T> {
    const end = Date.now() + ms;
    for (;;) {
      const answer = await ask();
      if (answer !== null && answer !== false) return answer;
      if (Date.now() > end) throw new Error(`Waited ${ms / 1000} s for ${what}.`);
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
  }

  async click(target: Target): Promise<void> {
    await this.see(target);
    // A second look: what was scrolled into sight has come to rest.
    const { x, y } = await this.see(target);
    await this.#mouse([
      { type: 'pointerMove', x, y, origin: 'viewport', duration: 0 },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ]);
  }

  async focus(target: Target): Promise<void> {
    await this.until(`${target.role} “${target.name}” to focus`, () => this.find(target, true));
  }

  async type(target: Target, text: string): Promise<void> {
    await this.focus(target);
    await this.press('a', KEYS.control);
    await this.keys(text === '' ? KEYS.backspace : text);
  }

  /** Each character as a key. */
  keys(text: string): Promise<void> {
    const actions = Array.from(text).flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    return this.driver.perform([{ type: 'key', id: 'keyboard', actions }]);
  }

  press(key: string, modifier?: string): Promise<void> {
    if (modifier === undefined) return this.keys(key);
    const actions = [
      { type: 'keyDown', value: modifier },
      { type: 'keyDown', value: key },
      { type: 'keyUp', value: key },
      { type: 'keyUp', value: modifier },
    ];
    return this.driver.perform([{ type: 'key', id: 'keyboard', actions }]);
  }

  #mouse(actions: Json[]): Promise<void> {
    return this.driver.perform([
      { type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions },
    ]);
  }
}
