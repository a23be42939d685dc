import { useEffect, useState } from 'react';

import { FILTER_NAMES, readFilters, writeFilters, type Filters } from '../../../state/filters.ts';

/** Safari allows a hundred changes of the address in half a minute. */
const ADDRESS_MS = 350;

const ofAddress = (): Filters => readFilters(new URLSearchParams(location.search));

/** The list's filters, kept in the page's address beside whatever else is there: any view is a link. */
export function useFilters(): [Filters, (filters: Filters) => void] {
  const [filters, setFilters] = useState(ofAddress);

  useEffect(() => {
    const timer = setTimeout(() => {
      const query = new URLSearchParams(location.search);
      for (const name of FILTER_NAMES) query.delete(name);
      for (const [name, value] of writeFilters(filters)) query.append(name, value);
      const search = query.size > 0 ? `?${query}` : '';
      if (search !== location.search)
        history.replaceState(history.state, '', `${location.pathname}${search}${location.hash}`);
    }, ADDRESS_MS);
    return () => clearTimeout(timer);
  }, [filters]);

  useEffect(() => {
    const onPop = () => setFilters(ofAddress());
    window.addEventListener('popstate', onPop);
    return () => window.removeEventListener('popstate', onPop);
  }, []);

  return [filters, setFilters];
}
