import type { SoundKey } from './key-facts.ts';

/** Where a name may hold no `#`, a sharp is written as samplers do: `Fsm`. Everywhere else a file says the key as it was asked for. */
export const keyWithoutHash = (key: SoundKey): string => key.replace('#', 's');
