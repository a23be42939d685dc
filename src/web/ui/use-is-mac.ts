import { useSyncExternalStore } from 'react';

const never = () => () => {};
export const isMac = () => /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Whether to write ⌘ or Ctrl. The prerendered page says Ctrl. */
export const useIsMac = () => useSyncExternalStore(never, isMac, () => false);
