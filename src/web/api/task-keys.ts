const lists = ['tasks', 'list'] as const;
const retryables = ['tasks', 'retryable'] as const;

/** Where tasks live in the query cache. */
export const taskKeys = {
  lists,
  /** `query` as the server takes it: filters, search and order. */
  list: (query: string) => [...lists, query] as const,
  retryables,
  /** How many of such a list may be sent again. */
  retryable: (query: string) => [...retryables, query] as const,
  lyrics: (taskId: string, audioId: string) => ['lyrics', taskId, audioId] as const,
};
