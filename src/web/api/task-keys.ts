const lists = ['tasks', 'list'] as const;

/** Where tasks live in the query cache. */
export const taskKeys = {
  lists,
  /** `query` as the server takes it: filters, search and order. */
  list: (query: string) => [...lists, query] as const,
  lyrics: (taskId: string, audioId: string) => ['lyrics', taskId, audioId] as const,
};
