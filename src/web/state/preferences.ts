/** One small setting in this browser; storage can be off, the setting then lasts as long as the page. */
export function storedFlag(name: string, on: string) {
  const listeners = new Set<() => void>();
  let kept: boolean | undefined;
  return {
    read: (): boolean => {
      if (kept === undefined) {
        try {
          kept = localStorage.getItem(name) === on;
        } catch {
          kept = false;
        }
      }
      return kept;
    },
    write: (next: boolean): void => {
      kept = next;
      try {
        if (next) localStorage.setItem(name, on);
        else localStorage.removeItem(name);
      } catch {
        // See above.
      }
      for (const listener of listeners) listener();
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Whether keys are spelt with flats first. */
export const flats = storedFlag('spelling', 'flats');
/** Whether single letters (T, C, ?) are switched off as shortcuts. */
export const lettersOff = storedFlag('letters', 'off');
