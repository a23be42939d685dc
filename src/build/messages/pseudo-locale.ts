import { TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { printAST } from '@formatjs/icu-messageformat-parser/printer.js';

import { parseMessage } from './compile-message.ts';
import type { Messages } from './compile-tables.ts';

const ACCENTED: Readonly<Record<string, string>> = {
  ...{ a: 'á', c: 'ç', e: 'é', i: 'î', n: 'ñ', o: 'ö', s: 'š', u: 'ü', y: 'ý' },
  ...{ A: 'Å', C: 'Ç', E: 'É', I: 'Î', N: 'Ñ', O: 'Ö', S: 'Š', U: 'Ü' },
};
/** As much longer as German is at its worst. */
const LONGER = 0.4;
const PADDING = 'one two three four five six seven eight nine ten ';

/** Accents show what is not in the tables, the length what is clipped. */
function stretch(text: string): string {
  const letters = text.replaceAll(/\p{L}/gu, (letter) => ACCENTED[letter] ?? letter);
  const more = Math.ceil(text.trim().length * LONGER);
  return text.trim() === '' ? text : letters + PADDING.repeat(9).slice(0, more).trimEnd();
}

function change(elements: readonly MessageFormatElement[]): MessageFormatElement[] {
  return elements.map((element) => {
    if (element.type === TYPE.literal) return { ...element, value: stretch(element.value) };
    if (element.type !== TYPE.select && element.type !== TYPE.plural) return element;
    const options = Object.entries(element.options).map(([key, { value }]) => [
      key,
      { value: change(value) },
    ]);
    return { ...element, options: Object.fromEntries(options) } as MessageFormatElement;
  });
}

/** A language that nobody speaks, for tests: longer, accented, in brackets. */
export const pseudoMessages = (english: Messages): Messages =>
  Object.fromEntries(
    Object.entries(english).map(([key, text]) => [key, `[${printAST(change(parseMessage(text)))}]`]),
  );
