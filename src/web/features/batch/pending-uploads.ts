import type { PageStore } from '../../state/safe-storage.ts';

export const PREFIX = 'cuesmith.batch.';

/** Whether storage holds parts of a batch that were not answered: then the batch desk is wanted at once. */
export const hasUnanswered = (store: PageStore): boolean =>
  Array.from({ length: store.length }, (_, index) => store.key(index)).some((key) => key?.startsWith(PREFIX));
