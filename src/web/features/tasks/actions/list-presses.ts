import { onDemand } from '../../../lib/on-demand.ts';
import { showToast } from '../../../lib/toasts.ts';
import { partMissing } from '../../../strings/page-strings.ts';
import type * as Handlers from './press-handlers.ts';

/** What presses in the list do; use-row-keys.ts fetches it with the first touch of the page. */
export const listPresses = onDemand<typeof Handlers>(() => import('./press-handlers.ts'));

/** Says so where it did not come. */
export function press(handle: (handlers: typeof Handlers) => unknown): void {
  listPresses.run(handle).catch(() => showToast(partMissing));
}
