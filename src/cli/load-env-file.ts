import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

/** Notepad and PowerShell begin a text file with a mark, or write it in UTF-16. */
function decode(bytes: Buffer): string {
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return new TextDecoder(isUtf16 ? (first === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8').decode(bytes);
}

/**
 * Puts what a `.env` says into `env`, where that says nothing itself, not even "empty". No file is fine.
 * @throws Error in one line when there is one that cannot be read
 */
export function loadEnvFile(path: string, env: NodeJS.ProcessEnv): void {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') return;
    throw new Error(`${path} is there and cannot be read (${code ?? 'unknown'}).`, { cause });
  }
  for (const [name, value] of Object.entries(parseEnv(decode(bytes)))) env[name] ??= value;
}
