import { joinBytes, type Bytes } from '../bytes.ts';

const VENDOR = 'Cuesmith';

/** What FLAC and Ogg Vorbis say of their sound: `NAME=value`, any Unicode text. */
export function vorbisComments(fields: readonly (readonly [name: string, value: string])[]): Bytes {
  const texts = fields.filter(([, value]) => value !== '').map(([name, value]) => `${name}=${value}`);
  return joinBytes([counted(VENDOR), u32(texts.length), ...texts.map(counted)]);
}

function counted(text: string): Bytes {
  const bytes = new TextEncoder().encode(text);
  return joinBytes([u32(bytes.length), bytes]);
}

function u32(value: number): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}
