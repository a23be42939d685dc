import { announce } from './announce.ts';
import { createStore } from './create-store.ts';

export interface Toast {
  id: number;
  text: string;
  /** Takes back what was done. */
  undo?: (() => void) | undefined;
  /** Where more can be done about it. */
  more?: { name: string; go: () => void } | undefined;
}

const SHOWN_MAX = 3;
let lastId = 0;

export const toasts = createStore<readonly Toast[]>([]);

/**
 * @param said what is read aloud, when it is more than the text
 * @returns its id
 */
export function showToast(text: string, undo?: () => void, said = text, more?: Toast['more']): number {
  lastId += 1;
  const toast = { id: lastId, text, undo, more };
  announce(said);
  // A newer confirmation replaces older ones without Undo.
  toasts.update((shown) => [...shown.filter((old) => old.undo), toast].slice(-SHOWN_MAX));
  return lastId;
}

export const closeToast = (id: number): void =>
  toasts.update((shown) => shown.filter((toast) => toast.id !== id));
