/** The page's own state in its address. Each owner writes its own names and leaves the others'. */
export type Params = Record<string, string | null>;

export const readParams = (): URLSearchParams => new URLSearchParams(location.search);

/** The present address with these names set, or taken out where null. */
export function addressWith(params: Params): URL {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries(params)) {
    if (value === null) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  return url;
}

let written: Params = {};

/** Into the address bar, as no new step of the history. */
export function writeParams(params: Params): void {
  written = { ...written, ...params };
  const url = addressWith(params);
  if (url.href !== location.href) history.replaceState(history.state, '', url);
}

/** Each puts what its owner shows now into a step of the history that holds an older address. */
export const addressWriters: (() => void)[] = [() => writeParams(written)];

/** Whether a move through the history is taken by what lies over the page; whoever else hears of it asks first. */
export const steps = { take: (_event: Event): boolean => false };
