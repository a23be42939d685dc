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
