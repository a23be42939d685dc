import { addressWriters, steps } from './url-state.ts';

/** Something that lies over the page, with a step of the history of its own: Back closes it. */
interface Cover {
  onBack: () => void;
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

const stepOf = (): { covers?: number } => (history.state ?? {}) as { covers?: number };
const depth = (): number => stepOf().covers ?? 0;

/** As many steps of the history as covers. */
function settle(): void {
  if (isReturning) return;
  const surplus = depth() - covers.length;
  if (surplus > 0) {
    isReturning = true;
    history.go(-surplus);
  }
  for (const { mark } of covers.slice(depth())) {
    // A command may have scrolled by the time that the step is left.
    history.scrollRestoration = 'manual';
    history.pushState({ ...stepOf(), ...mark, covers: depth() + 1 }, '');
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
  if (!wasReturning) while (covers.length > depth()) covers.pop()?.onBack();
  const open = wasReturning ? undefined : forwards[depth()];
  if (depth() > covers.length && open) open();
  else settle();
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
  queueMicrotask(settle);
  return () => {
    const at = covers.indexOf(cover);
    if (at < 0) return;
    covers.splice(at, 1);
    queueMicrotask(settle);
  };
}

/** Of the cover that was added last. */
export function markCover(mark: object): void {
  const top = covers.at(-1);
  if (!top) return;
  top.mark = mark;
  if (!isReturning && depth() === covers.length) history.replaceState({ ...stepOf(), ...mark }, '');
}
