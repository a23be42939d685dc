import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/** 128 bits of a signature: not to be guessed. */
const MAC_BYTES = 16;

/** 22 letters that only who has the key can make of a text; safe in a path. */
export function macOf(key: string, text: string): string {
  const bytes = hmac(sha256, utf8ToBytes(key), utf8ToBytes(text)).slice(0, MAC_BYTES);
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** Takes as long for any two texts of one length. */
export function isMacOf(key: string, text: string, offered: string): boolean {
  const right = macOf(key, text);
  let difference = right.length ^ offered.length;
  for (let at = 0; at < right.length; at++) difference |= right.charCodeAt(at) ^ offered.charCodeAt(at);
  return difference === 0;
}
