import { createStore, useStore } from '../lib/create-store.ts';
import { writeItem } from './safe-storage.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

// The script in index.html reads the same entry before the first paint.
const STORED = 'theme';

const theme = createStore<Theme>('system', {
  read: () => THEMES.find((name) => name === document.documentElement.dataset['theme']) ?? 'system',
});

export const readTheme = theme.get;
export const useTheme = (): Theme => useStore(theme);

export function chooseTheme(next: Theme): void {
  if (next === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = next;
  writeItem(STORED, next === 'system' ? null : next);
  theme.set(next);
}
