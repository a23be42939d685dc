/** Fetched at first need. */
export const loadInspector = () => import('./inspector-dialog.tsx');

/** Should it not come, opening asks again and says so. */
export const prefetchInspector = (): void => void loadInspector().catch(() => undefined);
