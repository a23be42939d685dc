const text = (bytes: Uint8Array, start: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(start, start + length));

/**
 * What the first bytes say the file is, whatever its link or header claimed. Null: not audio (a gateway's HTML page, say).
 * Needs the first 12 bytes.
 */
export function audioKind(head: Uint8Array): { contentType: string; extension: string } | null {
  if (text(head, 0, 3) === 'ID3') return { contentType: 'audio/mpeg', extension: 'mp3' };
  if (text(head, 0, 4) === 'RIFF' && text(head, 8, 4) === 'WAVE')
    return { contentType: 'audio/wav', extension: 'wav' };
  if (text(head, 0, 4) === 'OggS') return { contentType: 'audio/ogg', extension: 'ogg' };
  if (text(head, 0, 4) === 'fLaC') return { contentType: 'audio/flac', extension: 'flac' };
  if (text(head, 4, 4) === 'ftyp') return { contentType: 'audio/mp4', extension: 'm4a' };
  const [first = 0, second = 0] = head;
  if (first !== 0xff || (second & 0xe0) !== 0xe0) return null;
  // Layer 00 is reserved in MPEG audio; ADTS (AAC) uses it.
  return (second & 0x06) === 0
    ? { contentType: 'audio/aac', extension: 'aac' }
    : { contentType: 'audio/mpeg', extension: 'mp3' };
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  'audio/mpeg': 'mp3',
  'audio/wav': 'wav',
  'audio/ogg': 'ogg',
  'audio/flac': 'flac',
  'audio/mp4': 'm4a',
  'audio/aac': 'aac',
};

/** What a file of this type is called. */
export const extensionOf = (contentType: string): string => EXTENSIONS[contentType] ?? 'mp3';
export const isAudioExtension = (text: string): boolean => Object.values(EXTENSIONS).includes(text);

export const AUDIO_HEAD_BYTES = 12;
