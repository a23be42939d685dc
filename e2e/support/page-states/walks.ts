import { theBatch, theConnections, theInspector } from './dialog-states.ts';
import { theForm } from './form-states.ts';
import { lowRows, theFilters, theList } from './list-states.ts';
import type { Walk } from './page-state.ts';
import { aPhone } from './phone-states.ts';
import { troubleWithTheServer } from './trouble-states.ts';

/** Every state of the page whose looks and names are checked: a new one is added here, once. */
export const WALKS: readonly Walk[] = [
  theInspector,
  theList,
  theForm,
  lowRows,
  theBatch,
  theFilters,
  theConnections,
  aPhone,
  troubleWithTheServer,
];
