export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

const MARKS: readonly (readonly [bytes: readonly number[], encoding: TextEncoding])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/** Text of a file in whatever a spreadsheet saved it: by its mark, as UTF-8 where that is valid, else as Windows-1252. */
export function decodeText(bytes: Uint8Array): { text: string; encoding: TextEncoding } {
  const marked = MARKS.find(([mark]) => mark.every((byte, at) => bytes[at] === byte))?.[1];
  const encoding = marked ?? unmarkedUtf16(bytes) ?? (isUtf8(bytes) ? 'utf-8' : 'windows-1252');
  return { text: new TextDecoder(encoding).decode(bytes), encoding };
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** No text has a NUL, but every Latin letter in UTF-16 does. */
function unmarkedUtf16(bytes: Uint8Array): TextEncoding | undefined {
  const at = bytes.indexOf(0);
  if (at < 0 || bytes.length % 2 === 1) return undefined;
  return at % 2 === 1 ? 'utf-16le' : 'utf-16be';
}
