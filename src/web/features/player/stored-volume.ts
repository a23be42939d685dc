import { readItem, writeItem } from '../../state/safe-storage.ts';

const STORED = 'volume';

/** 0–1, as it was last set in this browser. */
export function readVolume(): number {
  const volume = Number.parseFloat(readItem(STORED) ?? '1');
  return volume >= 0 && volume <= 1 ? volume : 1;
}

export const storeVolume = (volume: number): boolean => writeItem(STORED, String(volume));
