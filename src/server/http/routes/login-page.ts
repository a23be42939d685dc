import { html } from 'hono/html';

import type { Locale } from '#shared/messages/locale.ts';

import { loginMessages } from './login-messages.ts';

/** The page has no build, so it repeats colours of web/styles/tokens.css; a test compares them. */
export const LOGIN_CSS = `:root {
  color-scheme: light dark;
  font: 15px/1.6 system-ui, sans-serif;
  --paper: light-dark(oklch(0.985 0.004 95), oklch(0.175 0.012 265));
  --card: light-dark(oklch(1 0 0), oklch(0.215 0.013 265));
  --ink: light-dark(oklch(0.22 0.015 265), oklch(0.95 0.005 95));
  --muted: light-dark(oklch(0.5 0.015 265), oklch(0.74 0.012 265));
  --line: light-dark(oklch(0.905 0.006 95), oklch(0.3 0.014 265));
  --edge: light-dark(oklch(0.64 0.012 265), oklch(0.54 0.016 265));
  --accent: light-dark(oklch(0.58 0.19 38), oklch(0.68 0.18 40));
  --on-accent: light-dark(oklch(1 0 0), oklch(0.18 0.03 40));
  --accent-ink: light-dark(oklch(0.53 0.175 38), oklch(0.77 0.14 45));
  --danger: light-dark(oklch(0.52 0.19 25), oklch(0.74 0.15 25));
}
body {
  display: grid;
  place-items: center;
  min-height: 90dvh;
  margin: 1rem;
  background: var(--paper);
  color: var(--ink);
}
main {
  width: min(24rem, 100%);
  box-sizing: border-box;
  padding: 1.5rem;
  border: 1px solid var(--line);
  border-radius: 10px;
  background: var(--card);
}
form { display: grid; }
h1 { margin: 0; font-size: 1.2rem; }
p { margin: 0; }
#hint { color: var(--muted); margin-bottom: 1rem; }
label { font-weight: 600; margin-bottom: 0.25rem; }
input, button {
  font: inherit;
  font-size: 1rem;
  min-height: 2.75rem;
  box-sizing: border-box;
  padding: 0 0.75rem;
  border-radius: 8px;
}
input { border: 1px solid var(--edge); background: none; color: inherit; }
button { border: 0; background: var(--accent); color: var(--on-accent); font-weight: 600; cursor: pointer; }
:focus-visible { outline: 2px solid var(--accent-ink); outline-offset: 2px; }
[role='alert'] { min-height: 1.6em; margin: 0.25rem 0 0.5rem; color: var(--danger); }
`;

/** A form that works without script. @param next where a login leads @param isWrong whether the last token was not the right one */
export const loginPage = (next: string, isWrong: boolean, locale: Locale) => {
  const words = loginMessages[locale];
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${words.title}</title>
        <link rel="icon" href="icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="login.css" />
      </head>
      <body>
        <main>
          <form method="post" action="login">
            <h1 translate="no">Cuesmith</h1>
            <p id="hint">${words.hint}</p>
            <label for="token">${words.token}</label>
            <input
              id="token"
              name="token"
              type="password"
              autocomplete="current-password"
              aria-describedby="hint problem"
              required
              autofocus
            />
            <input name="next" type="hidden" value="${next}" />
            <p id="problem" role="alert">${isWrong ? words.wrong : ''}</p>
            <button>${words.submit}</button>
          </form>
        </main>
      </body>
    </html>`;
};
