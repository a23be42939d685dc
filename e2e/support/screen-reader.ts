import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import type { Page } from '@playwright/test';

const READER = fileURLToPath(import.meta.resolve('@guidepup/virtual-screen-reader/browser.js'));
/** A walk that has not ended by then goes round in circles. */
const STEPS_MAX = 1500;

/** What changes from run to run, by what it is. */
const VOLATILE: readonly (readonly [RegExp, string])[] = [
  [/\b[0-9a-f]{32}\b/g, '(taskId)'],
  [/_[0-9a-f]{6}\b/g, '_(id)'],
  [/\b[A-Z][a-z]{2} \d+, \d{4}, [\d:]+ [AP]M\b|\b\d+ [A-Z][a-z]{2} \d{4}, [\d:]+/g, '(date)'],
  [/\bnow\b|\b\d+ min( ago)?\b/g, '(time)'],
  [/\b\d+:\d\d(\.\d+)?\b|\b\d+(\.\d+)? s(econds)?( ago)?\b/g, '(time)'],
  [/[\d,.]+(?= (of [\d,.]+ )?practice credits)/g, '(credits)'],
  [/-?−?\d+(\.\d+)?(?= (LUFS|dBTP|dB|%|Hz|cents?)\b)/g, '(measured)'],
  [/localhost:\d+|127\.0\.0\.1:\d+/g, '(address)'],
];

/** One more language is no change to how the page reads. */
const LANGUAGE = /^option, [^,]+, [a-z]{2}(-\w+)?, (not )?selected/;

/**
 * What a screen reader says from the first to the last of what `selector` finds, one line each. A virtual one, which
 * goes by the specifications, in the real page: it needs `bypassCSP`, as it comes as a blob.
 */
export async function readAloud(page: Page, selector: string): Promise<string[]> {
  const source = await readFile(READER, 'utf8');
  const lines = await page.evaluate(
    async ([code, container, max]) => {
      const address = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
      const { virtual } = (await import(address)) as {
        virtual: {
          start(options: { container: Element | null }): Promise<void>;
          stop(): Promise<void>;
          next(): Promise<void>;
          lastSpokenPhrase(): Promise<string>;
        };
      };
      // The reader goes by attributes, which say what the page began with.
      for (const input of document.querySelectorAll('input')) input.toggleAttribute('checked', input.checked);
      for (const option of document.querySelectorAll('option'))
        option.toggleAttribute('selected', option.selected);
      const spoken: string[] = [];
      await virtual.start({ container: document.querySelector(container) });
      const first = await virtual.lastSpokenPhrase();
      for (let phrase = first; spoken.length < max; phrase = await virtual.lastSpokenPhrase()) {
        if (spoken.length > 0 && phrase === first) break;
        spoken.push(phrase);
        await virtual.next();
      }
      await virtual.stop();
      return spoken;
    },
    [source, selector, STEPS_MAX] as const,
  );
  return lines
    .filter((line) => !LANGUAGE.test(line))
    .map((line) => VOLATILE.reduce((text, [what, name]) => text.replaceAll(what, name), line));
}
