import { expect, it } from 'vitest';

import { chooseAmong } from './locale.ts';

const OFFERED = ['en', 'de', 'es', 'fr', 'ja', 'ko', 'pt-BR', 'zh-Hans'] as const;

it.each([
  [{}, null],
  [{ acceptLanguage: 'nl, *;q=0.1' }, null],
  [{ acceptLanguage: 'en;q=0.5, de-CH;q=0.9' }, 'de'],
  [{ acceptLanguage: 'pt, en;q=0.1' }, 'pt-BR'],
  [{ acceptLanguage: 'zh-TW, ja;q=0.5' }, 'ja'],
  [{ acceptLanguage: 'zh-CN' }, 'zh-Hans'],
  [{ acceptLanguage: 'zh-Hans-CN' }, 'zh-Hans'],
  [{ acceptLanguage: 'de;q=0, es' }, 'es'],
  [{ cookie: 'fr', acceptLanguage: 'de' }, 'fr'],
  [{ query: 'ko', cookie: 'fr', acceptLanguage: 'de' }, 'ko'],
  [{ query: '../../etc/passwd', cookie: '<b>', acceptLanguage: ';q=x,,' }, null],
])('%j is written to in %s', (wishes, locale) => {
  expect(chooseAmong(OFFERED, wishes)).toBe(locale);
});
