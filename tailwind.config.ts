import type { Config } from 'tailwindcss';

/** Names for the tokens of `src/web/app.css`, and the whole scale of type and radii: nothing else is used on the page. */
const role = (name: string) => `var(--${name})`;

export default {
  content: ['./index.html', './src/web/**/*.{ts,tsx}'],
  theme: {
    colors: {
      transparent: 'transparent',
      current: 'currentColor',
      ...Object.fromEntries(
        [
          'paper',
          'card',
          'well',
          'ink',
          'muted',
          'line',
          'edge',
          'accent',
          'accent-ink',
          'on-accent',
          'danger',
          'warn',
          'ok',
          'key',
          'key-ink',
          'key-wash',
        ].map((name) => [name, role(name)]),
      ),
    },
    fontSize: {
      xs: ['0.75rem', '1rem'],
      sm: ['0.8125rem', '1.25rem'],
      base: ['0.9375rem', '1.5rem'],
      lg: ['1.125rem', '1.625rem'],
      xl: ['1.5rem', '2rem'],
    },
    fontWeight: { normal: '400', semibold: '600' },
    borderRadius: { control: '8px', card: '10px', full: '9999px' },
    extend: {
      transitionDuration: { DEFAULT: '150ms' },
      transitionTimingFunction: { DEFAULT: 'cubic-bezier(0, 0, 0.2, 1)' },
      maxWidth: { tasks: '880px' },
    },
  },
} satisfies Config;
