const NAME = 'cuesmith.batch';

/** What was entered into Batch before this tab was reloaded; null where nothing was, or storage is off. */
export function draftBeforeReload<Draft>(): Partial<Draft> | null {
  try {
    return JSON.parse(sessionStorage.getItem(NAME) ?? 'null') as Partial<Draft> | null;
  } catch {
    return null;
  }
}

/** Writes it down when the page goes, and when nobody looks at it any more; a key press costs nothing. */
export function keepDraft(read: () => unknown): () => void {
  const keep = () => {
    try {
      sessionStorage.setItem(NAME, JSON.stringify(read()));
    } catch {
      // Storage is off or full: it stays for as long as the page lives.
    }
  };
  addEventListener('pagehide', keep);
  return () => {
    removeEventListener('pagehide', keep);
    keep();
  };
}
