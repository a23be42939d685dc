import { chooseTheme, THEMES, useTheme, type Theme } from '../../state/theme.ts';
import * as words from '../../strings/page-strings.ts';

const icons: Record<Theme, React.ReactNode> = {
  system: <path d="M12 4a8 8 0 1 0 0 16V4Z" fill="currentColor" />,
  light: (
    <path
      d="M12 2v3m0 14v3M2 12h3m14 0h3M5 5l2 2m10 10 2 2M19 5l-2 2M7 17l-2 2M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0Z"
      strokeLinecap="round"
    />
  ),
  dark: <path d="M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z" strokeLinejoin="round" />,
};

/** Goes through system, light and dark. */
export function ThemeButton() {
  const theme = useTheme();
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system';
  return (
    <button
      type="button"
      className="icon-button"
      title={words.themeNext(theme, next)}
      onClick={() => chooseTheme(next)}
    >
      <svg
        viewBox="0 0 24 24"
        className="size-4"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        aria-hidden="true"
      >
        {theme === 'system' ? <circle cx="12" cy="12" r="8" /> : null}
        {icons[theme]}
      </svg>
    </button>
  );
}
