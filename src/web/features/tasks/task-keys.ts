const lists = ['tasks', 'list'] as const;

/** Where tasks live in the query cache. */
export const taskKeys = {
  lists,
  list: (q: string) => [...lists, q] as const,
  lyrics: (taskId: string, audioId: string) => ['lyrics', taskId, audioId] as const,
};
