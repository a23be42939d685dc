import { gzipSync } from 'node:zlib';

import { build, type Plugin, type Rolldown } from 'vite';

import { BY_ITSELF, WORKERS_BY_ITSELF } from './by-itself.ts';

/** Limits as multiples of a page that says hello with the same React, built the same way. */
const FORM_RATIO = 1.5;
const ALL_RATIO = 2.205;
const REQUESTS_MAX = 10;
const HTML_MAX = 6000;
const CSS_MAX = 9000;
/** Packages that are fetched on demand. */
const LAZY_PACKAGES = ['zod', '@hookform/resolvers', 'client-zip', 'wasm-media-encoders'];
const OWNERS_SHOWN = 12;

const gzipped = (text: string): number => gzipSync(text, { level: 9 }).length;
const kB = (bytes: number): string => `${(bytes / 1000).toFixed(2)} kB`;

const HELLO = 'virtual:hello';
const hello = `
import { createElement, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
createRoot(document.body).render(createElement(StrictMode, null, createElement('h1', null, 'hello')));`;

/** React and react-dom alone, gzip bytes. */
async function weighHello(): Promise<number> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    publicDir: false,
    build: { write: false, modulePreload: { polyfill: false }, rolldownOptions: { input: HELLO } },
    plugins: [
      {
        name: 'cuesmith:hello',
        resolveId: (id) => (id === HELLO ? `\0${HELLO}` : null),
        load: (id) => (id === `\0${HELLO}` ? hello : null),
      },
    ],
  });
  const outputs = Array.isArray(built) ? built : [built];
  const files = outputs.flatMap((output) => ('output' in output ? output.output : []));
  return files.reduce((sum, file) => sum + (file.type === 'chunk' ? gzipped(file.code) : 0), 0);
}

const chunksOf = (bundle: Rolldown.OutputBundle): Rolldown.OutputChunk[] =>
  Object.values(bundle).filter((file) => file.type === 'chunk');

/** Those chunks and all that they import statically. */
function withImports(chunks: readonly Rolldown.OutputChunk[], bundle: Rolldown.OutputBundle) {
  const found = new Set(chunks);
  for (const chunk of found) {
    for (const name of chunk.imports) {
      const imported = bundle[name];
      if (imported?.type === 'chunk') found.add(imported);
    }
  }
  return [...found];
}

/** `react-dom`, `src/web/features/tasks`: the package or folder of a module. */
function ownerOf(id: string): string {
  const path = id.split('?')[0] ?? id;
  const inPackage = path.split('/node_modules/').at(-1);
  if (inPackage !== undefined && inPackage !== path)
    return inPackage.split('/', inPackage.startsWith('@') ? 2 : 1).join('/');
  const inSource = path.split('/src/').at(-1);
  if (inSource === undefined || inSource === path) return 'bundler';
  const folders = inSource.split('/').slice(0, -1);
  return `src/${folders.slice(0, 3).join('/')}`;
}

function weighOwners(chunks: Rolldown.OutputChunk[]): [owner: string, bytes: number][] {
  const owners = new Map<string, number>();
  for (const chunk of chunks) {
    for (const [id, { renderedLength }] of Object.entries(chunk.modules)) {
      const owner = ownerOf(id);
      owners.set(owner, (owners.get(owner) ?? 0) + renderedLength);
    }
  }
  return [...owners].sort(([, a], [, b]) => b - a);
}

const textOf = ({ source }: Rolldown.OutputAsset): string =>
  typeof source === 'string' ? source : new TextDecoder().decode(source);

function pageAndCss(bundle: Rolldown.OutputBundle): { html: string; css: string } {
  const asset = bundle['index.html'];
  if (asset?.type !== 'asset') throw new Error('The build has no index.html');
  const page = textOf(asset);
  const css = [...page.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, text]) => text).join('');
  return { html: page.replace(/<style>[\s\S]*?<\/style>/g, ''), css };
}

/** Those files' texts; the form's stylesheet is not among them, it stands in the HTML. */
function textsOf(names: ReadonlySet<string>, bundle: Rolldown.OutputBundle): string[] {
  return [...names].flatMap((name) => {
    const file = bundle[name];
    return file?.type === 'asset' ? [textOf(file)] : [];
  });
}

/** The stylesheets that Vite links when those chunks are loaded, and the pictures that they name. */
function stylesOf(chunks: readonly Rolldown.OutputChunk[], bundle: Rolldown.OutputBundle): string[] {
  const names = new Set(chunks.flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]));
  const styles = textsOf(names, bundle);
  const pictures = styles.flatMap((css) =>
    [...css.matchAll(/url\(["']?\.\/([^"')#]+)/g)].map(([, file]) => `assets/${file}`),
  );
  return [...styles, ...textsOf(new Set(pictures), bundle)];
}

/** Vite's name for each: its own, and a hash of eight letters. */
const workersOf = (bundle: Rolldown.OutputBundle): string[] =>
  textsOf(
    new Set(
      Object.keys(bundle).filter((file) =>
        WORKERS_BY_ITSELF.includes(/^assets\/(.+)-.{8}\.js$/.exec(file)?.[1] ?? ''),
      ),
    ),
    bundle,
  );

interface Line {
  what: string;
  value: number;
  max: number;
  show: (value: number) => string;
}

const table = (lines: readonly Line[]): string =>
  lines
    .map(({ what, value, max, show }) => {
      const mark = value > max ? '  OVER' : '';
      return `  ${what.padEnd(28)} ${show(value).padStart(9)}  of ${show(max).padStart(9)}${mark}`;
    })
    .join('\n');

const sum = (sizes: readonly number[]): number => sizes.reduce((all, size) => all + size, 0);

/** What the page fetches, measured against the limits. */
function weigh(bundle: Rolldown.OutputBundle, helloBytes: number, more: More) {
  const chunks = chunksOf(bundle);
  const { html, css } = pageAndCss(bundle);
  const form = withImports(
    chunks.filter(({ fileName }) => html.includes(`src="./${fileName}"`)),
    bundle,
  );
  const all = withImports([...form, ...chunks.filter(({ name }) => BY_ITSELF.includes(name))], bundle);
  const beside = [...stylesOf(all, bundle), ...workersOf(bundle)];
  const weightOf = (some: readonly Rolldown.OutputChunk[]) => sum(some.map(({ code }) => gzipped(code)));
  const formBytes = weightOf(form) + gzipped(css);
  const allBytes = weightOf(all) + gzipped(css) + gzipped(html) + sum(beside.map(gzipped));
  const lines: Line[] = [
    { what: 'form: JS + CSS', value: formBytes, max: helloBytes * FORM_RATIO + more.form, show: kB },
    { what: 'all fetched by itself', value: allBytes, max: helloBytes * ALL_RATIO + more.all, show: kB },
    { what: 'its requests', value: 1 + all.length + beside.length, max: REQUESTS_MAX, show: String },
    { what: 'HTML without its CSS', value: gzipped(html), max: HTML_MAX + more.form, show: kB },
    { what: 'CSS in the HTML', value: gzipped(css), max: CSS_MAX, show: kB },
  ];
  return { form, all, lines, later: chunks.filter((chunk) => !all.includes(chunk)) };
}

/** Letters of three bytes each. */
const CJK: readonly string[] = ['ja', 'ko', 'zh-Hans'];

interface More {
  form: number;
  all: number;
}

/**
 * What a language may weigh beyond English, gzipped: its words are longer, or of wider letters. By brotli, as the page is
 * sent, no language is more than 1.1 kB longer. Nobody waits for the language of tests (`en-XA`).
 */
function moreBytes(language: string): More {
  if (language === 'en') return { form: 0, all: 0 };
  if (language === 'en-XA') return { form: Infinity, all: Infinity };
  return { form: 1500, all: CJK.includes(language) ? 2100 : 1500 };
}

/** Prints what the page weighs and fails the build above the budgets. */
export function budget(language: string): Plugin {
  return {
    name: 'cuesmith:budget',
    apply: 'build',
    enforce: 'post',
    async writeBundle(_options, bundle) {
      const helloBytes = await weighHello();
      const { form, all, lines, later } = weigh(bundle, helloBytes, moreBytes(language));
      const owners = weighOwners(form);
      const sizes = (some: readonly Rolldown.OutputChunk[]) =>
        some.map(({ name, code }) => `${name} ${kB(gzipped(code))}`).join(' · ');
      this.info(
        [
          '',
          `Weight, gzip (a React hello is ${kB(helloBytes)})`,
          table(lines),
          'Form by owner, before minifying',
          ...owners
            .slice(0, OWNERS_SHOWN)
            .map(([owner, bytes]) => `  ${owner.padEnd(28)} ${kB(bytes).padStart(9)}`),
          `By itself: ${sizes(all)}`,
          `On demand: ${sizes(later)}`,
        ].join('\n'),
      );
      const over = lines.filter(({ value, max }) => value > max).map(({ what }) => what);
      if (over.length > 0) this.error(`Over budget: ${over.join(', ')}. See the table above.`);
      const early = weighOwners(all).filter(([owner]) => LAZY_PACKAGES.includes(owner));
      if (early.length > 0) this.error(`Should come on demand: ${early.map(([owner]) => owner).join(', ')}.`);
    },
  };
}
