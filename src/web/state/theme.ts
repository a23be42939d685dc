import { createStore, useStore } from '../lib/create-store.ts';

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
  try {
    if (next === 'system') localStorage.removeItem(STORED);
    else localStorage.setItem(STORED, next);
  } catch {
    // Storage can be off; the choice then lasts as long as the page.
  }
  theme.set(next);
}
