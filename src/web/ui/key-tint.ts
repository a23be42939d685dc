import { keyFacts, type SoundKey } from '#shared/key/key-facts.ts';

interface KeyTint {
  'data-hue'?: number;
  'data-mode'?: 'major' | 'minor';
}

/**
 * Attributes that give an element `--key`, `--key-ink` and `--key-wash` of a key (key-colours.css).
 * Attributes, not a style: the prerendered page may have no `style=`.
 */
export function keyTint(key: SoundKey | null): KeyTint {
  const facts = key === null ? null : keyFacts(key);
  return facts ? { 'data-hue': facts.hue, 'data-mode': facts.mode } : {};
}
