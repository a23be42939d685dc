/** A ref that puts the focus on what appears because somebody asked for it. */
export const focusOnce = (element: HTMLElement | null): void => element?.focus();
