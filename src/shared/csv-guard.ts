/**
 * Where a spreadsheet may see a formula begin: at the start of a cell, and behind what it may take for the end of one,
 * since a spreadsheet with another list separator divides lines otherwise. Full-width signs count as the plain ones.
 */
const FORMULA = /(?<=^|[;\t\r\n])(?='*[=+\-@＝＋－＠])|^(?='*[\t\r\n])/gu;
const GUARDED = /(?<=^|[;\t\r\n])'(?='*[=+\-@＝＋－＠])|^'(?='*[\t\r\n])/gu;

/** An apostrophe says that what follows is text. One more where the text has one itself, so that it comes back exact. */
export const guardCell = (text: string): string => text.replaceAll(FORMULA, "'");

/** Takes exactly those apostrophes off that `guardCell` or a person put there. */
export const unguardCell = (cell: string): string => cell.replaceAll(GUARDED, '');
