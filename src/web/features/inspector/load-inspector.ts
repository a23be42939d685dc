import { createVerdicts } from './take-verdicts.ts';

/** Fetched at first need. */
export const loadInspector = () => import('./inspector-dialog.tsx');

/** Should it not come, opening asks again and says so. */
export const prefetchInspector = (): void => void loadInspector().catch(() => undefined);

/** What was measured of the takes that were played on this page. */
export const takeVerdicts = createVerdicts(async (sound) => (await loadInspector()).verdictOf(sound));
