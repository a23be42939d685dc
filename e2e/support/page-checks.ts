import { expect, type Page } from '@playwright/test';

/** WCAG 1.4.12: what a reader may set. By CSSOM, which the page's CSP lets through. */
export const spaceText = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
       p { margin-bottom: 2em !important }`,
    );
    document.adoptedStyleSheets = [sheet];
  });

export const unspaceText = (page: Page): Promise<void> =>
  page.evaluate(() => void (document.adoptedStyleSheets = []));

export async function closeDialogs(page: Page): Promise<void> {
  const open = page.locator('dialog[open], .popover, [role=menu]').filter({ visible: true });
  const slicing = page.getByRole('heading', { name: /^Slice/, level: 3 }).first();
  if (await slicing.isVisible()) {
    await page.keyboard.press('Escape');
    await expect(slicing).toBeHidden();
  }
  for (let left = await open.count(); left > 0; left = await open.count()) {
    await page.keyboard.press('Escape');
    await expect(open).toHaveCount(left - 1);
  }
}

/** Resolves when the looks for forced colours are drawn: they give every button an edge. */
export async function forceColours(page: Page): Promise<void> {
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  await expect(page.getByRole('button').filter({ visible: true }).first()).toHaveCSS(
    'outline-style',
    'solid',
  );
}

/** What is wider than its place: the page, a dialog or a row. */
export const findSideways = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('dialog[open], article, .popover')]
      .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
      .map(
        ({ tagName, className, scrollWidth, clientWidth }) =>
          `${tagName}.${className}: ${scrollWidth} in ${clientWidth}`,
      ),
  );

/** Words that are cut off, or lie over other words. */
export const findSpoiltText = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found = new Set<string>();
    const texts: { text: string; node: Element; layer: Element; box: DOMRect }[] = [];
    const modal = [...document.querySelectorAll('dialog[open]')].at(-1);
    const walker = document.createTreeWalker(modal ?? document.body, NodeFilter.SHOW_TEXT);
    const isLayer = (element: Element) =>
      /fixed|sticky/.test(getComputedStyle(element).position) || element.matches('dialog, .popover');
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      const text = (node.textContent ?? '').trim();
      if (!parent || text === '') continue;
      if (!parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      if (parent.closest('.sr-only, [aria-hidden=true], select, option, script, style')) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      let layer: Element = document.body;
      let isCut = '';
      let isHidden = false;
      let isEllipsis = false;
      let isScrolled = false;
      const boxes = [...range.getClientRects()].filter(({ width }) => width > 2);
      for (let at: Element | null = parent; at; at = at.parentElement) {
        const style = getComputedStyle(at);
        const clip = at.getBoundingClientRect();
        if (style.clipPath !== 'none' || (clip.width <= 1 && clip.height <= 1)) isHidden = true;
        if (style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none') isEllipsis = true;
        if (layer === document.body && (isLayer(at) || /auto|scroll/.test(style.overflowY))) layer = at;
        if (/auto|scroll/.test(style.overflowX + style.overflowY)) isScrolled = true;
        if (at === document.body || isEllipsis || isScrolled) continue;
        for (const box of boxes) {
          if (/hidden|clip/.test(style.overflowY) && (box.bottom > clip.bottom + 3 || box.top < clip.top - 3))
            isCut = at.className;
          if (/hidden|clip/.test(style.overflowX) && (box.right > clip.right + 3 || box.left < clip.left - 3))
            isCut = at.className;
        }
      }
      if (isHidden) continue;
      if (isCut !== '') found.add(`cut by .${isCut}: ${text.slice(0, 40)}`);
      if (!isEllipsis) for (const box of boxes) texts.push({ text, node: parent, layer, box });
    }
    texts.sort((a, b) => a.box.top - b.box.top);
    for (const [index, one] of texts.entries())
      for (const other of texts.slice(index + 1)) {
        if (other.box.top > one.box.bottom) break;
        if (one.layer !== other.layer || one.node === other.node) continue;
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        const lower = Math.min(one.box.height, other.box.height);
        if (across > 3 && down > lower * 0.4)
          found.add(`over each other: ${one.text.slice(0, 30)} | ${other.text.slice(0, 30)}`);
      }
    return [...found];
  });

/** The share of the window that does not scroll away. */
export const pinnedShare = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const modal = [...document.querySelectorAll('dialog[open]')].at(-1);
    const pinned = [...(modal ?? document.body).querySelectorAll<HTMLElement>('*')].filter((element) => {
      if (!/fixed|sticky/.test(getComputedStyle(element).position)) return false;
      return element.checkVisibility() && !element.matches('[role=menu], section[aria-label=Notices], .skip');
    });
    const seen = pinned.map((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return Math.max(0, Math.min(bottom, innerHeight) - Math.max(top, 0));
    });
    return seen.reduce((sum, height) => sum + height, 0) / innerHeight;
  });

/** Walks by Tab, once round at most: stops that are covered, or show no ring. */
export async function walkByTab(page: Page, stops: number): Promise<string[]> {
  const found = new Set<string>();
  await page.evaluate(() => {
    for (const walked of document.querySelectorAll('[data-walked]')) walked.removeAttribute('data-walked');
  });
  for (let stop = 0; stop < stops; stop++) {
    await page.keyboard.press('Tab');
    const problem = await page.evaluate(() => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement) || element === document.body) return null;
      if (element.hasAttribute('data-walked')) return 'round';
      element.setAttribute('data-walked', '');
      const name = `${element.tagName}.${element.className} “${element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 30)}”`;
      const shown = [
        element,
        element.closest('label'),
        element.parentElement,
        element.parentElement?.parentElement,
      ];
      const hasRing = shown.some((each) => {
        if (!each) return false;
        const { outlineStyle, outlineWidth, boxShadow, borderBottomWidth } = getComputedStyle(each);
        return (
          borderBottomWidth === '2px' ||
          (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1) ||
          boxShadow.includes('0px 0px 0px 2px')
        );
      });
      if (!hasRing) return `no ring: ${name}`;
      const { left, top, width, height } = element.getBoundingClientRect();
      const points = [0.5, 0.1, 0.9].flatMap((x) =>
        [0.5, 0.1, 0.9].map((y) => [left + width * x, top + height * y] as const),
      );
      const isSeen = points.some(([x, y]) => {
        const hit = document.elementFromPoint(x, y);
        return (
          hit !== null &&
          (element.contains(hit) || hit.contains(element) || hit.closest('label')?.contains(element) === true)
        );
      });
      return isSeen ? null : `covered: ${name} at ${Math.round(left)}, ${Math.round(top)}`;
    });
    if (problem === 'round') break;
    if (problem !== null) found.add(problem);
  }
  return [...found];
}

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
