import { SANDBOX_ID } from '#shared/connection.ts';

import * as words from '../cost-strings.ts';

/** `2.5 of 995 practice credits`; where the price is not known, what is left. The sandbox's money has a name of its own. */
export function sayCost(
  { credits, short }: { credits: number | null; short: number | null },
  { vendor, credits: left }: { vendor: string; credits: number | null },
): string {
  const isSandbox = vendor === SANDBOX_ID;
  if (short !== null) return words.short(credits ?? 0, short, isSandbox);
  if (credits === null) return left === null ? '' : words.left(left, isSandbox);
  return left === null ? words.price(credits, isSandbox) : words.ofLeft(credits, left, isSandbox);
}
