import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { LOGIN_CSS, loginPage } from './login-page.ts';

const colours = (css: string) =>
  new Map(
    [...css.matchAll(/^\s*(--[\w-]+): (light-dark\(.*\));$/gm)].map(([, name, value]) => [name, value]),
  );

describe('the login page', () => {
  it('has the colours of the app', () => {
    const tokens = new URL('../../../web/styles/tokens.css', import.meta.url);
    const ofTheApp = colours(readFileSync(tokens, 'utf8'));
    const own = colours(LOGIN_CSS);
    expect(own.size).toBeGreaterThan(5);
    expect([...own]).toEqual([...own.keys()].map((name) => [name, ofTheApp.get(name)]));
  });

  it('uses only colours that it defines', () => {
    const used = [...LOGIN_CSS.matchAll(/var\((--[\w-]+)\)/g)].map(([, name]) => name);
    expect([...new Set(used)].filter((name) => !colours(LOGIN_CSS).has(name))).toEqual([]);
  });

  it('shows what it was given as text', async () => {
    const page = (await loginPage('/?q="><b>', true, 'en')).toString();
    expect(page).toContain('value="/?q=&quot;&gt;&lt;b&gt;"');
    expect(page).toContain('<p id="problem" role="alert">That is not the access token.</p>');
  });
});
