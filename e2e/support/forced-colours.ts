import type { Page } from '@playwright/test';

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
