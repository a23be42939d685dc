import type { Messages } from './compile-tables.ts';

/** Of public/manifest.webmanifest, what people read. */
export interface Manifest {
  lang: string;
  description: string;
  screenshots: readonly { form_factor: string; label: string }[];
  shortcuts: readonly { url: string; name: string }[];
}

/** Which message tells what, by what it is about. */
const SCREENSHOTS: Readonly<Record<string, string>> = {
  narrow: 'html.screenshotNarrow',
  wide: 'html.screenshotWide',
};
const SHORTCUTS: Readonly<Record<string, string>> = {
  './?batch': 'batch.strings.heading',
  './?inspect': 'inspector.words.heading',
};

export const manifestOf = (locale: string): string =>
  locale === 'en' ? 'manifest.webmanifest' : `manifest.${locale}.webmanifest`;

/** The same app, with the names that its readers see in their system's menus. */
export const translateManifest = (manifest: Manifest, locale: string, messages: Messages): Manifest => ({
  ...manifest,
  lang: locale,
  description: messages['html.description'] ?? manifest.description,
  screenshots: manifest.screenshots.map((each) => ({
    ...each,
    label: messages[SCREENSHOTS[each.form_factor] ?? ''] ?? each.label,
  })),
  shortcuts: manifest.shortcuts.map((each) => ({
    ...each,
    name: messages[SHORTCUTS[each.url] ?? ''] ?? each.name,
  })),
});
