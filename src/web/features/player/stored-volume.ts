import { pageStorage } from '../../state/safe-storage.ts';

const STORED = 'volume';

/** 0–1, as it was last set in this browser. */
export function readVolume(): number {
  const volume = Number.parseFloat(pageStorage()?.getItem(STORED) ?? '1');
  return volume >= 0 && volume <= 1 ? volume : 1;
}

export function storeVolume(volume: number): void {
  try {
    pageStorage()?.setItem(STORED, String(volume));
  } catch {
    // Where storage is full, it lasts as long as the page.
  }
}
