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

/** Into the address bar, as no new step of the history. */
export function writeParams(params: Params): void {
  const url = addressWith(params);
  if (url.href !== location.href) history.replaceState(history.state, '', url);
}
