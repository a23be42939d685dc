/** A spreadsheet runs a cell that begins so; full-width signs too, which it takes for the plain ones. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** A leading apostrophe says that the cell is text. One more where the text itself begins so, that it comes back exact. */
export const guardCell = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** Takes exactly the one apostrophe off that `guardCell` or a person put there. */
export const unguardCell = (cell: string): string =>
  cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
