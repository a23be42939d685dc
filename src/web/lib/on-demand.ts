/** A part of the page that is fetched when it is first needed, or before. */
interface OnDemand<Part> {
  /** Null until it was fetched. */
  here: () => Part | null;
  /** Fetches it before it is needed; should it not come, that is felt at the need. */
  prefetch: () => void;
  /** At once where it is here: browsers let nothing but a press copy or make a sound. */
  run: (handle: (part: Part) => unknown) => Promise<void>;
}

export function onDemand<Part>(load: () => Promise<Part>): OnDemand<Part> {
  let here: Part | null = null;
  let coming: Promise<Part> | null = null;
  const fetchPart = async () => {
    try {
      return (here = await load());
    } catch (error) {
      coming = null;
      throw error;
    }
  };
  // One for all who wait: what was pressed first is done first.
  const get = () => (coming ??= fetchPart());
  return {
    here: () => here,
    prefetch: () => void get().catch(() => undefined),
    run: async (handle) => void (await handle(here ?? (await get()))),
  };
}
