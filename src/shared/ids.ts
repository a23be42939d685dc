// The shape of every id, in one place. Imports nothing.

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
/**
 * A vendor's id: 1–256 characters that can be seen, copied and told apart; no blank, quote, backslash, control, bidi
 * mark or half a surrogate pair. Vendors document nothing, so nothing narrower may be assumed.
 */
const TASK_ID = /^[^\s"\\\p{C}]{1,256}$/u;
/** `Idempotency-Key`: visible ASCII. */
export const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/;

/** The one spelling of a UUID, which RFC 9562 reads in either case; null when it is none. */
export const toUuid = (text: string): string | null => (UUID.test(text) ? text.toLowerCase() : null);

export const isTaskId = (text: string): boolean => TASK_ID.test(text);
