import { cutToBytes, nameWords, unreserved, type NamedTake } from './take-file-name.ts';

/** As `takeFileName` has it: no other sound's is the same. */
export const DEFAULT_NAME = '{title}_{bpm}bpm_{key}_{loop}_{take}_{edit}_{id}';
/** Shorter: in a zip, names that are the same are numbered. */
export const NAME_IN_ZIP = '{title}_{bpm}bpm_{key}_{take}_{edit}';
const NAME_BYTES = 180;

/**
 * The name by a template, without extension; never empty. A part whose words are all empty goes, with the sign in front of it.
 * What was edited says so whatever the template, so that it is never taken for what it was made of.
 */
export function fillName(template: string, take: NamedTake): string {
  const words = nameWords(take);
  const fill = (said: typeof words) => fillWords(template, said, take.take === null);
  const name = fill(words);
  return words.edit !== '' && name === fill({ ...words, edit: '' })
    ? `${cutToBytes(name, NAME_BYTES - words.edit.length - 1)}_${words.edit}`
    : name;
}

function fillWords(template: string, words: Partial<Record<string, string>>, isFile: boolean): string {
  const parts = template.split(/(?=[_ ])/).map((part) => fillPart(part, words));
  // A file that is called `loop` or `90bpm` says so once.
  const isAgain = (part: string) => isFile && part.slice(1) === parts[0];
  const name = parts
    .filter((part) => !isAgain(part))
    .join('')
    .replaceAll(/[%<>:"/\\|?*{}\p{Cc}]+/gu, '-')
    .replaceAll(/^[_ .-]+|[_ .-]+$/g, '');
  return unreserved(cutToBytes(name, NAME_BYTES) || 'sound');
}

function fillPart(part: string, words: Partial<Record<string, string>>): string {
  const asked = [...part.matchAll(/\{(\w+)\}/g)].map(([, word = '']) => word);
  const isEmpty = asked.length > 0 && asked.every((word) => !words[word]);
  return isEmpty ? '' : part.replaceAll(/\{(\w+)\}/g, (_, word: string) => words[word] ?? '');
}
