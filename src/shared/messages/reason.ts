import { fieldSentences, refusalSentences } from './reason-sentences.ts';

type FieldReason = keyof typeof fieldSentences;
type RefusalReason = keyof typeof refusalSentences;
type Value = string | number;

/** Why something was refused, by code: the page says it in its reader's language. */
export interface Reason {
  reason: FieldReason | RefusalReason;
  /** What the sentence names, in the order of the English one. */
  values: readonly Value[];
}

/** An English sentence with what it names, in the order of its names. */
export function fill(sentence: string, values: readonly Value[]): string {
  const names: string[] = [];
  return sentence.replaceAll(/\{(\w+)[^}]*\}/g, (_, name: string) => {
    if (!names.includes(name)) names.push(name);
    return String(values[names.indexOf(name)] ?? '');
  });
}

const fieldReasons = new Map<string, Reason>();

/** The English sentence of a schema's error: zod carries nothing but a text, its code is found by it. */
export function fieldError(reason: FieldReason, ...values: Value[]): string {
  const message = fill(fieldSentences[reason], values);
  fieldReasons.set(message, { reason, values });
  return message;
}

export const reasonOfFieldError = (message: string): Reason | undefined => fieldReasons.get(message);

/** What a `Refusal` says, in English and by code. */
export const because = (reason: RefusalReason, ...values: Value[]): Reason & { message: string } => ({
  message: fill(refusalSentences[reason], values),
  reason,
  values,
});
