const HEADER = /(^|[,;|])\s*"?prompt"?\s*($|[,;|])/i;

/** Cells copied from a spreadsheet, or lines of a file under its header. A comma alone stands in most prompts. */
export function looksLikeTable(text: string): boolean {
  const [first = ''] = text.trimStart().split('\n', 1);
  return /\S\t|\t\S/.test(text) || (/[,;|]/.test(first) && HEADER.test(first.trim()));
}
