const lists = ['tasks', 'list'] as const;
const counts = ['tasks', 'count'] as const;

/** Where tasks live in the query cache. */
export const taskKeys = {
  lists,
  /** `query` as the server takes it: filters, search and order. */
  list: (query: string) => [...lists, query] as const,
  counts,
  /** How many of such a list may be sent again. */
  retryable: (query: string) => [...counts, query] as const,
  /** How many can be restored. */
  deleted: [...counts, 'deleted', 'all'] as const,
  lyrics: (taskId: string, audioId: string) => ['lyrics', taskId, audioId] as const,
};
