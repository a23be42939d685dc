import { createStore } from '../lib/create-store.ts';

/** How many sounds one press of Generate makes. */
export const variations = createStore(1);
