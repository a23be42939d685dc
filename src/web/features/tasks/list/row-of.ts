/** The row of that task, where it is drawn. */
export const rowOf = (id: string): HTMLElement | null =>
  document.querySelector(`[data-task="${CSS.escape(id)}"]`);

/** The id of the task whose row that stands in. */
export const taskAt = (target: EventTarget | null): string | null =>
  (target instanceof Element && target.closest('[data-task]')?.getAttribute('data-task')) || null;

/** The id of the task whose row has the focus. */
export const focusedTaskId = (): string | null => taskAt(document.activeElement);
