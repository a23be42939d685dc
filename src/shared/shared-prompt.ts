import { isBlank } from './blank.ts';

/** What another app shares, as a prompt: its words once each, in the order in which a person reads them. */
export function sharedPrompt(title: unknown, text: unknown, url: unknown): string {
  const parts = [title, text, url].filter((part) => typeof part === 'string' && !isBlank(part)) as string[];
  const told = parts.filter(
    (part, at) => !parts.some((other, n) => n !== at && repeats(other, part, n < at)),
  );
  return told.map((part) => part.trim()).join('\n');
}

/** Android writes an address into the text too. */
const repeats = (other: string, part: string, isEarlier: boolean): boolean =>
  other.includes(part.trim()) && (other.trim() !== part.trim() || isEarlier);
