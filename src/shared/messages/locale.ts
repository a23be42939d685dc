/** The languages that are offered, each called as its readers call it. A test holds each of them complete. */
export const LANGUAGES = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  ko: '한국어',
  'pt-BR': 'Português (Brasil)',
  tr: 'Türkçe',
  'zh-Hans': '简体中文',
  fr: 'Français',
  ja: '日本語',
} as const;

export type Locale = keyof typeof LANGUAGES;
export const LOCALES = Object.keys(LANGUAGES) as readonly Locale[];

/** In which a reader's choice is kept. */
export const LANGUAGE_COOKIE = 'lang';

/** Where the script tells and the region does not: `zh-CN` is read in `zh-Hans`, `zh-TW` is not. */
const SCRIPTS: Readonly<Record<string, string>> = { 'zh-cn': 'zh-hans', 'zh-sg': 'zh-hans', zh: 'zh-hans' };

/** The offered language that a tag asks for: itself, or the one of its language. */
function findLocale<Offered extends string>(tag: string, offered: readonly Offered[]): Offered | null {
  const wanted = tag.trim().toLowerCase();
  const named = SCRIPTS[wanted] ?? wanted;
  const exact = offered.find((locale) => `${named}-`.startsWith(`${locale.toLowerCase()}-`));
  if (exact !== undefined || named.startsWith('zh-')) return exact ?? null;
  const [language = ''] = named.split('-');
  return offered.find((locale) => locale.toLowerCase().split('-')[0] === language) ?? null;
}

/** Tags of an Accept-Language header, the most wanted first. */
function tagsOf(header: string): string[] {
  const weighed = header.split(',').map((part) => {
    const [tag = '', ...parameters] = part.split(';').map((each) => each.trim());
    const weight = parameters.find((each) => each.startsWith('q='))?.slice('q='.length);
    return { tag, weight: weight === undefined ? 1 : Number(weight) };
  });
  return weighed
    .filter(({ tag, weight }) => tag !== '' && tag !== '*' && weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}

interface LanguageWishes {
  /** Of the address: `?lang=de`. */
  query?: string | undefined;
  cookie?: string | undefined;
  acceptLanguage?: string | undefined;
}

/** What to write to a reader in: what was asked for now, else chosen before, else what the browser prefers. */
export const chooseLocale = (wishes: LanguageWishes): Locale => chooseAmong(LOCALES, wishes) ?? 'en';

export function chooseAmong<Offered extends string>(
  offered: readonly Offered[],
  { query, cookie, acceptLanguage }: LanguageWishes,
): Offered | null {
  const wishes = [query, cookie].filter((wish) => wish !== undefined);
  for (const tag of [...wishes, ...tagsOf(acceptLanguage ?? '')]) {
    const locale = findLocale(tag, offered);
    if (locale !== null) return locale;
  }
  return null;
}
