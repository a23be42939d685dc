/** Of a shorter key, four characters would be too much of it. */
const HINT_FROM = 16;

/** What may be shown of a key: its last four characters. */
export const keyHintOf = (key: string): string | null =>
  key.length < HINT_FROM ? null : `…${key.slice(-4)}`;
