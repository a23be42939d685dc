const QUOTED_MAX = 40;

/** The beginning of a longer text, to be quoted. */
export const shorten = (text: string, max = QUOTED_MAX): string =>
  text.length > max ? `${text.slice(0, max)}…` : text;
