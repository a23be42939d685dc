import { LANGUAGE_COOKIE, LANGUAGES } from '#shared/messages/locale.ts';

import { LANGUAGE } from '../../strings/language.ts';
import * as words from '../../strings/page-strings.ts';

const YEAR_S = 31_536_000;

/** The server chooses the page by the cookie; what was typed is in the address. */
function read(language: string) {
  // No path: the page may be served under one.
  document.cookie = `${LANGUAGE_COOKIE}=${language}; Max-Age=${YEAR_S}; SameSite=Lax`;
  const here = new URL(location.href);
  here.searchParams.delete('lang');
  location.replace(here);
}

/** The browser's own list under an icon: nothing to fetch, and at home on a phone. */
export function LanguageMenu() {
  return (
    <div className="icon-button language-menu">
      <svg
        viewBox="0 0 24 24"
        className="size-4"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        aria-hidden="true"
      >
        <path d="M3 12h18M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 0c-5 5-5 13 0 18 5-5 5-13 0-18Z" />
      </svg>
      <select
        aria-label={words.language}
        value={LANGUAGE}
        translate="no"
        onChange={({ target }) => read(target.value)}
      >
        {Object.entries(LANGUAGES).map(([locale, name]) => (
          <option key={locale} value={locale} lang={locale}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
