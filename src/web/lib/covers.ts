import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';

import { addressWriters, steps } from './url-state.ts';

/** Something that lies over the page, with a step of the history of its own: Back closes it. */
export interface Cover {
  /** False where it stays: it is busy. */
  onBack: () => boolean | void;
  /** Opens it anew; without it Forward leads nowhere. */
  onForward?: () => void;
  /** Kept in its step, for a reload. */
  mark?: object;
}

/** From below. */
const covers: Cover[] = [];
/** What Forward opens at each depth. */
const forwards: (Cover['onForward'] | undefined)[] = [];
let isReturning = false;
/** Several may ask of the same move. */
let taken: Event | null = null;

const depth = (): number => ((history.state ?? {}) as { covers?: number }).covers ?? 0;

const stepAt = (at: number): object => ({
  ...Object.assign({}, ...covers.slice(0, at).map(({ mark }) => mark)),
  covers: at,
});

/** As many steps of the history as covers, each with what it shows. */
function matchHistory(): void {
  if (isReturning) return;
  const surplus = depth() - covers.length;
  if (surplus > 0) {
    isReturning = true;
    history.go(-surplus);
    return;
  }
  while (depth() < covers.length) {
    // A command may have scrolled by the time that the step is left.
    history.scrollRestoration = 'manual';
    history.pushState(stepAt(depth() + 1), '');
  }
  if (covers.length > 0) history.replaceState(stepAt(covers.length), '');
}

function closeDownTo(at: number): void {
  while (covers.length > at) {
    const top = covers.pop();
    if (top?.onBack() !== false) continue;
    // `matchHistory` gives it a step again.
    covers.push(top);
    return;
  }
}

/** Whether a move through the history opens or closes covers; else it is the list's. */
function takeStep(event: Event): boolean {
  if (event === taken) return true;
  const wasReturning = isReturning;
  isReturning = false;
  if (!wasReturning && depth() === covers.length) return false;
  taken = event;
  // The step's address is as old as the cover; what is shown has moved on.
  for (const write of addressWriters) write();
  // On the way back from one that was closed another may have been opened: it stays, and gets its step.
  if (!wasReturning) closeDownTo(depth());
  const open = wasReturning ? undefined : forwards[depth()];
  if (depth() > covers.length && open) open();
  else matchHistory();
  setTimeout(() => {
    if (depth() === 0) history.scrollRestoration = 'auto';
  });
  return true;
}

/** Returns its end, for when it was closed. */
export function addCover(cover: Cover): () => void {
  steps.take = takeStep;
  window.addEventListener('popstate', takeStep);
  covers.push(cover);
  forwards[covers.length] = cover.onForward;
  // One that closes as another opens leaves it its step.
  queueMicrotask(matchHistory);
  return () => {
    const at = covers.indexOf(cover);
    if (at < 0) return;
    covers.splice(at, 1);
    queueMicrotask(matchHistory);
  };
}

export function markCover(cover: Cover, mark: object): void {
  cover.mark = mark;
  if (depth() === covers.length) matchHistory();
}

/** Whether nothing lies over it. */
export const isOnTop = (cover: Cover | null): boolean => cover !== null && covers.at(-1) === cover;

/** While it is open, Back closes it. */
export function useCover(isOpen: boolean, onClose: () => void): RefObject<Cover | null> {
  const close = useEffectEvent(onClose);
  const cover = useRef<Cover>(null);
  useEffect(() => {
    if (!isOpen) return;
    cover.current = { onBack: () => close() };
    return addCover(cover.current);
  }, [isOpen]);
  return cover;
}
