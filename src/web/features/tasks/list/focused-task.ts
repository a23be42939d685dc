/** The id of the task whose card has the focus. */
export const focusedTaskId = (): string | null =>
  document.activeElement?.closest('[data-task]')?.getAttribute('data-task') ?? null;
