import { createStore } from '../lib/create-store.ts';
import { addressWriters, steps } from '../lib/url-state.ts';
import { FILTER_NAMES, noFilters, readFilters, writeFilters, type Filters } from './filters.ts';

/** Safari allows a hundred changes of the address in half a minute. */
const ADDRESS_MS = 350;

const readAddress = (): Filters => readFilters(new URLSearchParams(location.search));

function addressOf(filters: Filters): string {
  const query = new URLSearchParams(location.search);
  for (const name of FILTER_NAMES) query.delete(name);
  for (const [name, value] of writeFilters(filters)) query.append(name, value);
  return `${location.pathname}${query.size > 0 ? `?${query}` : ''}${location.hash}`;
}

let timer: ReturnType<typeof setTimeout> | undefined;

/** The list's filters, kept in the page's address beside whatever else is there: any view is a link. */
export const listFilters = createStore<Filters>(noFilters, {
  read: readAddress,
  start: (store) => {
    const onPopState = (event: Event) => {
      if (!steps.take(event)) store.set(readAddress());
    };
    window.addEventListener('popstate', onPopState);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('popstate', onPopState);
    };
  },
});

export function filterList(filters: Filters): void {
  listFilters.set(filters);
  clearTimeout(timer);
  timer = setTimeout(() => {
    const address = addressOf(filters);
    if (address !== `${location.pathname}${location.search}${location.hash}`)
      history.replaceState(history.state, '', address);
  }, ADDRESS_MS);
}

addressWriters.push(() => filterList(listFilters.get()));

/** Shows that view of the list, as a step that Back takes back. */
export function showInList(change: Partial<Filters>): void {
  const filters = { ...noFilters, ...change };
  history.pushState(history.state, '', addressOf(filters));
  listFilters.set(filters);
}
