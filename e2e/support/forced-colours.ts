import { expect, type Page } from '@playwright/test';

/** Resolves when the looks for forced colours are drawn: they give every button an edge. */
export async function forceColours(page: Page): Promise<void> {
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  await expect(page.getByRole('button').filter({ visible: true }).first()).toHaveCSS(
    'outline-style',
    'solid',
  );
}

/** Words on the colour of what is chosen that have not the colour that goes with it. */
export const findFadedChoices = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const sample = document.createElement('i');
    sample.style.cssText = 'forced-color-adjust: none; background: Highlight; color: HighlightText';
    document.body.append(sample);
    const { backgroundColor: chosen, color: words } = getComputedStyle(sample);
    sample.remove();
    const hasWords = (element: Element) =>
      [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== '');
    return [...document.body.querySelectorAll('*')]
      .filter((element) => getComputedStyle(element).backgroundColor === chosen)
      .flatMap((element) => [element, ...element.querySelectorAll('*')])
      .filter((element) => hasWords(element) && getComputedStyle(element).color !== words)
      .map(
        (element) => `${element.tagName} “${element.textContent}” in .${element.parentElement?.className}`,
      );
  });

/** Buttons through which other words are seen: not those that they themselves are the button of. */
export const findWordsUnderButtons = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const isClear = (element: Element) =>
      /^rgba\(.*, 0\)$|^transparent$/.test(getComputedStyle(element).backgroundColor);
    const box = document.createRange();
    const wordsAt = (element: Element, x: number, y: number) =>
      [...element.childNodes].some((node) => {
        if (!(node instanceof Text) || node.data.trim() === '') return false;
        box.selectNodeContents(node);
        return [...box.getClientRects()].some(
          ({ left, right, top, bottom }) => left <= x && x <= right && top <= y && y <= bottom,
        );
      });
    const found: string[] = [];
    for (const button of document.querySelectorAll('button')) {
      if (!button.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      const { x, y, width, height } = button.getBoundingClientRect();
      const [at, from] = [x + width / 2, y + height / 2];
      const pile = document.elementsFromPoint(at, from);
      if (!button.contains(pile[0] ?? null)) continue;
      const end = pile.findIndex((element) => !isClear(element));
      const seen = pile.slice(0, end < 0 ? pile.length : end + 1);
      const under = seen.find(
        (element) =>
          !button.parentElement?.contains(element) && !element.contains(button) && wordsAt(element, at, from),
      );
      if (under) found.push(`${button.ariaLabel ?? button.textContent} over “${under.textContent}”`);
    }
    return found;
  });

/** Waves in a colour of their own. */
export const findColouredWaves = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const probe = document.createElement('i');
    probe.style.color = 'CanvasText';
    document.body.append(probe);
    const text = getComputedStyle(probe).color;
    probe.remove();
    const strokes = [...document.querySelectorAll('.wave > svg')].map(
      (wave) => getComputedStyle(wave).stroke,
    );
    return strokes.filter((stroke) => stroke !== text);
  });

/** Compares two pictures, or one with its own commonest colour: the share of pixels that differ. */
async function shareThatDiffers(page: Page, one: Buffer, other: Buffer | null): Promise<number> {
  return await page.evaluate(
    async ([first, second]) => {
      const read = async (base64: string) => {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        const image = await createImageBitmap(new Blob([bytes]));
        const canvas = new OffscreenCanvas(image.width, image.height);
        const context = canvas.getContext('2d')!;
        context.drawImage(image, 0, 0);
        return context.getImageData(0, 0, image.width, image.height).data;
      };
      const a = await read(first!);
      const b = second === null ? null : await read(second!);
      const counts = new Map<number, number>();
      const colour = (of: Uint8ClampedArray, at: number) =>
        (of[at]! << 16) | (of[at + 1]! << 8) | of[at + 2]!;
      if (!b)
        for (let at = 0; at < a.length; at += 4)
          counts.set(colour(a, at), (counts.get(colour(a, at)) ?? 0) + 1);
      const commonest = [...counts].sort((x, y) => y[1] - x[1])[0]?.[0] ?? 0;
      let differs = 0;
      for (let at = 0; at < a.length; at += 4) {
        const own = colour(a, at);
        const ref = b ? colour(b, at) : commonest;
        const far = Math.max(
          ...[16, 8, 0].map((bits) => Math.abs(((own >> bits) & 255) - ((ref >> bits) & 255))),
        );
        if (far > 60) differs++;
      }
      return differs / (a.length / 4);
    },
    [one.toString('base64'), other?.toString('base64') ?? null],
  );
}

interface Part {
  mark: string;
  kind: string;
  box: { x: number; y: number; width: number; height: number };
}

/** Marks and measures what `select` finds in what lies on top, each kind once. */
const partsOf = (page: Page, select: string, attribute: string): Promise<Part[]> =>
  page.evaluate(
    ([selector, name]) => {
      for (const probed of document.querySelectorAll<HTMLElement>('[data-probe]')) {
        probed.removeAttribute('data-probe');
        delete probed.dataset['was'];
      }
      const modal = [...document.querySelectorAll('dialog[open]')].at(-1);
      const kinds = new Set<string>();
      const parts: Part[] = [];
      for (const element of (modal ?? document.body).querySelectorAll<HTMLElement>(selector!)) {
        const label = element.closest('label');
        const own = getComputedStyle(element);
        const isShown = own.opacity !== '0' && element.getBoundingClientRect().width >= 10;
        const seen = isShown ? element : label;
        if (!seen?.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
        const { x, y, width, height } = seen.getBoundingClientRect();
        const at = document.elementFromPoint(x + width / 2, y + height / 2);
        if (width < 6 || height < 6 || !at || !(seen.contains(at) || at.contains(seen))) continue;
        const icon = element.getAttribute('data-icon') ?? '';
        const kind = `${seen.tagName}.${seen.className} ${icon} in ${seen.parentElement?.tagName}.${seen.parentElement?.className}`;
        if (kinds.has(kind)) continue;
        kinds.add(kind);
        const mark = `${name}-${parts.length}`;
        element.setAttribute('data-probe', mark);
        parts.push({ mark, kind, box: { x, y, width, height } });
      }
      return parts;
    },
    [select, attribute],
  );

/** Each kind is looked at once, whatever state shows it. */
const choicesSeen = new Set<string>();
const iconsSeen = new Set<string>();

const LOOKS = 5;
const CHOICE_DIFFERS = 0.1;
const STATES = ['aria-pressed', 'aria-selected', 'aria-checked'];
const CHOICES = ['input[type=checkbox]', 'input[type=radio]', ...STATES.map((name) => `[${name}]`)].join(
  ', ',
);

/** Turns each kind of choice over: those that then look the same, to nine tenths and more. */
export async function findSilentChoices(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const { mark, kind, box } of await partsOf(page, CHOICES, 'choice')) {
    if (choicesSeen.has(kind)) continue;
    choicesSeen.add(kind);
    const turn = (isOver: boolean) =>
      page.evaluate(
        ([name, states, over]) => {
          const element = document.querySelector<HTMLElement>(`[data-probe="${name}"]`);
          if (!element) return;
          const state = states.find((each) => element.hasAttribute(each)) ?? '';
          const isOn =
            element instanceof HTMLInputElement ? element.checked : element.getAttribute(state) === 'true';
          element.dataset['was'] ??= String(isOn);
          const next = (element.dataset['was'] === 'true') !== over;
          if (element instanceof HTMLInputElement) element.checked = next;
          else element.setAttribute(state, String(next));
        },
        [mark, STATES, isOver] as const,
      );
    const before = await page.screenshot({ clip: box, animations: 'disabled' });
    let share = 0;
    // What was turned over is not drawn at once, and turned back where its component is drawn again.
    for (let look = 0; look < LOOKS && share < CHOICE_DIFFERS; look++) {
      await turn(true);
      share = await shareThatDiffers(
        page,
        before,
        await page.screenshot({ clip: box, animations: 'disabled' }),
      );
    }
    await turn(false);
    if (share < CHOICE_DIFFERS) found.push(`${kind}: ${(share * 100).toFixed(1)} % differs`);
  }
  return found;
}

/** Pictures that are not drawn. */
export async function findLostIcons(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const { kind, box } of await partsOf(page, '[data-icon], button:has(> svg)', 'icon')) {
    if (iconsSeen.has(kind)) continue;
    iconsSeen.add(kind);
    const inset = box.width > 14 && box.height > 14 ? 3 : 0;
    const clip = {
      x: box.x + inset,
      y: box.y + inset,
      width: box.width - 2 * inset,
      height: box.height - 2 * inset,
    };
    const share = await shareThatDiffers(page, await page.screenshot({ clip, animations: 'disabled' }), null);
    if (share < 0.02) found.push(kind);
  }
  return found;
}

/** Controls that no line sets off from the page around them. */
export const findControlsWithoutEdge = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const modal = [...document.querySelectorAll('dialog[open]')].at(-1);
    const controls = (modal ?? document.body).querySelectorAll<HTMLElement>(
      'button, select, textarea, summary, [role=tab], input:not([type=checkbox], [type=radio], [type=range], [type=file])',
    );
    const hasEdge = (element: Element | null) => {
      if (!element) return false;
      const { borderTopWidth, borderTopStyle, outlineStyle, outlineWidth } = getComputedStyle(element);
      return (
        (Number.parseFloat(borderTopWidth) >= 1 && borderTopStyle !== 'none') ||
        (Number.parseFloat(outlineWidth) >= 1 && outlineStyle !== 'none')
      );
    };
    const bare = [...controls].filter(
      (element) =>
        element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
        getComputedStyle(element).textDecorationLine !== 'underline' &&
        !hasEdge(element) &&
        !hasEdge(element.closest('.field, .control, .key-search')),
    );
    return [
      ...new Set(
        bare.map(
          (element) => `${element.tagName}.${element.className} in .${element.parentElement?.className}`,
        ),
      ),
    ];
  });
