import { asciiAt } from '../bytes.ts';
import { NO_FACTS, type FileFacts } from './file-facts.ts';
import { factsOfFields } from './text-tags.ts';

const HEAD_BYTES = 32;
const IS_BINARY = 2;

/** The APE tag that ends `bytes`: its items, then 32 bytes that tell how long they are. */
export function readApeTags(bytes: Uint8Array): FileFacts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const foot = view.byteLength - HEAD_BYTES;
  if (foot < 0 || asciiAt(view, foot, 8) !== 'APETAGEX') return NO_FACTS;
  const size = view.getUint32(foot + 12, true);
  const fields: [string, string][] = [];
  for (let at = Math.max(0, view.byteLength - size); at + 9 < foot;) {
    const length = view.getUint32(at, true);
    const flags = view.getUint32(at + 4, true);
    const name = bytes.subarray(at + 8, foot).indexOf(0);
    const value = at + 8 + name + 1;
    if (name < 1 || value + length > foot) break;
    if ((flags & IS_BINARY) === 0) {
      // Several values are parted by a zero.
      const [text = ''] = new TextDecoder().decode(bytes.subarray(value, value + length)).split('\0');
      fields.push([asciiAt(view, at + 8, name), text]);
    }
    at = value + length;
  }
  return factsOfFields(fields);
}
