import { useSyncExternalStore } from 'react';

export interface Store<State> {
  get: () => State;
  /** A state that is the same object is no change. */
  set: (next: State) => void;
  update: (change: (before: State) => State) => void;
  subscribe: (listener: () => void) => () => void;
  /** The state that the prerendered page shows. */
  initial: State;
}

interface StoreOptions<State> {
  /** Reads the first state in the browser; `initial` is then only what the prerendered page shows. */
  read?: () => State;
  /** Runs while somebody subscribes, for instance a timer or a listener of another source; returns its end. */
  start?: (store: Store<State>) => () => void;
}

/** State outside of React: what several features share, and what changes too often for the tree. */
export function createStore<State>(initial: State, { read, start }: StoreOptions<State> = {}): Store<State> {
  const listeners = new Set<() => void>();
  let isRead = read === undefined;
  let state = initial;
  let stop: (() => void) | undefined;

  const store: Store<State> = {
    initial,
    get: () => {
      if (!isRead && read) state = read();
      isRead = true;
      return state;
    },
    set: (next) => {
      if (Object.is(next, store.get())) return;
      state = next;
      for (const listener of listeners) listener();
    },
    update: (change) => store.set(change(store.get())),
    subscribe: (listener) => {
      listeners.add(listener);
      stop ??= start?.(store);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stop?.();
        stop = undefined;
      };
    },
  };
  return store;
}

/** The state, or a part of it. Draws again only when that part is another value, so `select` makes no new objects. */
export function useStore<State>(store: Store<State>): State;
export function useStore<State, Part>(store: Store<State>, select: (state: State) => Part): Part;
export function useStore<State>(store: Store<State>, select: (state: State) => unknown = (state) => state) {
  return useSyncExternalStore(
    store.subscribe,
    () => select(store.get()),
    () => select(store.initial),
  );
}
