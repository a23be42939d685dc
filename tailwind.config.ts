import type { Config } from 'tailwindcss';

/** Names for the tokens of `tokens.css`, and the whole scale of type and radii: nothing else is used on the page. Where classes stand says `app.css`. */
const role = (name: string) => `var(--${name})`;

export default {
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
  },
} satisfies Config;
