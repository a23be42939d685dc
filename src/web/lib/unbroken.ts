/** In one line: a number stays with its unit. */
export const unbroken = (text: string): string => text.replaceAll(' ', '\u00A0');
