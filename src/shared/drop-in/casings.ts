const toSnake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const toCamel = (name: string): string =>
  name.replace(/([a-z\d])_([a-z\d])/g, (_, before: string, letter: string) => before + letter.toUpperCase());

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';

/**
 * The same fields under camelCase and snake_case: programs written for these vendors read the one or the other. Of two
 * that differ, the one that says something counts for both.
 */
export function inBothCasings<Fields extends object>(fields: Fields): Fields & Record<string, unknown> {
  const all: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    for (const spelling of new Set([name, toCamel(name), toSnake(name)])) {
      const isOwn = spelling === name;
      if (isEmpty(all[spelling]) && (isOwn || !Object.hasOwn(fields, spelling) || !isEmpty(value)))
        all[spelling] = value;
    }
  }
  return all as Fields & Record<string, unknown>;
}
