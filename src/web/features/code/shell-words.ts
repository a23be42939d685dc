const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r' };

/** A command as the words a POSIX shell would make of it; `$'…'` as bash has it, `^` at a line's end as Windows has it. */
export function shellWords(command: string): string[] {
  const words: string[] = [];
  let word: string | null = null;
  const text = command.replaceAll(/(?:\\|\^|`)\r?\n/g, ' ');
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (/\s/.test(letter)) {
      if (word !== null) words.push(word);
      word = null;
      continue;
    }
    if (letter === '\\') {
      at += 1;
      word = (word ?? '') + text.charAt(at);
      continue;
    }
    const isAnsi = letter === '$' && text.charAt(at + 1) === "'";
    if (isAnsi || letter === "'" || letter === '"') {
      const [inside, end] = readQuoted(text, isAnsi ? at + 2 : at + 1, isAnsi ? 'ansi' : letter);
      word = (word ?? '') + inside;
      at = end;
      continue;
    }
    word = (word ?? '') + letter;
  }
  if (word !== null) words.push(word);
  return words;
}

function readQuoted(text: string, start: number, kind: string): [inside: string, end: number] {
  const close = kind === '"' ? '"' : "'";
  let inside = '';
  let at = start;
  for (; at < text.length && text.charAt(at) !== close; at += 1) {
    const next = text.charAt(at + 1);
    const isEscape = text.charAt(at) === '\\' && (kind === 'ansi' || (kind === '"' && /["\\$`]/.test(next)));
    if (!isEscape) {
      inside += text.charAt(at);
      continue;
    }
    const code = kind === 'ansi' ? /^u([0-9a-fA-F]{4})/.exec(text.slice(at + 1))?.[1] : undefined;
    inside +=
      code === undefined
        ? kind === 'ansi'
          ? (ESCAPES[next] ?? next)
          : next
        : String.fromCharCode(Number.parseInt(code, 16));
    at += code === undefined ? 1 : 5;
  }
  return [inside, at];
}
