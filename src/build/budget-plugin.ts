import { gzipSync } from 'node:zlib';

import { build, type Plugin, type Rolldown } from 'vite';

/** Ours against a page that says hello with the same React, built the same way. */
const FIRST_LOAD_RATIO = 1.5;
const HTML_MAX = 6000;
const CSS_MAX = 8000;
/** What the first load does without. */
const LAZY_PACKAGES = ['zod', '@hookform/resolvers', '@tanstack/react-virtual', 'client-zip'];
const PARTS_SHOWN = 12;

const gzipped = (text: string): number => gzipSync(text, { level: 9 }).length;
const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

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

/** Fetched at once by main.tsx, beside the first load: what talks to the server, and the list. */
const SECOND = 'tasks-root';

/** The entry and all it imports statically. */
function firstLoad(bundle: Rolldown.OutputBundle): Rolldown.OutputChunk[] {
  const chunks = chunksOf(bundle);
  const found = new Set(chunks.filter(({ isEntry }) => isEntry));
  for (const chunk of found) {
    for (const other of chunks) if (chunk.imports.includes(other.fileName)) found.add(other);
  }
  return [...found];
}

/** `react-dom`, `src/web/features/tasks`: whom a module's bytes belong to. */
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

function weighParts(chunks: Rolldown.OutputChunk[]): [owner: string, bytes: number][] {
  const parts = new Map<string, number>();
  for (const chunk of chunks) {
    for (const [id, { renderedLength }] of Object.entries(chunk.modules)) {
      const owner = ownerOf(id);
      parts.set(owner, (parts.get(owner) ?? 0) + renderedLength);
    }
  }
  return [...parts].sort(([, a], [, b]) => b - a);
}

function pageAndCss(bundle: Rolldown.OutputBundle): { html: string; css: string } {
  const asset = bundle['index.html'];
  if (asset?.type !== 'asset') throw new Error('The build has no index.html');
  const page = typeof asset.source === 'string' ? asset.source : new TextDecoder().decode(asset.source);
  const css = [...page.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, text]) => text).join('');
  return { html: page.replace(/<style>[\s\S]*?<\/style>/g, ''), css };
}

interface Line {
  what: string;
  bytes: number;
  max: number;
}

function table(lines: Line[]): string {
  return lines
    .map(({ what, bytes, max }) => {
      const mark = bytes > max ? '  OVER' : '';
      return `  ${what.padEnd(28)} ${kB(bytes).padStart(9)}  of ${kB(max).padStart(9)}${mark}`;
    })
    .join('\n');
}

/** Prints what the first load weighs and fails the build above the budgets (B1, B2). */
export function budget(): Plugin {
  return {
    name: 'cuesmith:budget',
    apply: 'build',
    enforce: 'post',
    async writeBundle(_options, bundle) {
      const first = firstLoad(bundle);
      const { html, css } = pageAndCss(bundle);
      const cssBytes = gzipped(css);
      const js = first.reduce((sum, chunk) => sum + gzipped(chunk.code), 0);
      const firstBytes = js + cssBytes;
      const lazy = chunksOf(bundle).filter((chunk) => !first.includes(chunk));
      const helloBytes = await weighHello();
      const lines = [
        { what: 'first load, JS + CSS', bytes: firstBytes, max: helloBytes * FIRST_LOAD_RATIO },
        { what: 'HTML without its CSS', bytes: gzipped(html), max: HTML_MAX },
        { what: 'CSS', bytes: cssBytes, max: CSS_MAX },
      ];
      const parts = weighParts(first);
      const early = LAZY_PACKAGES.filter((name) => parts.some(([owner]) => owner === name));
      const second = lazy.reduce((sum, { name, code }) => sum + (name === SECOND ? gzipped(code) : 0), 0);
      const ratio = (firstBytes / helloBytes).toFixed(2);
      this.info(
        [
          '',
          `Weight, gzip (${ratio}× a React hello of ${kB(helloBytes)})`,
          table(lines),
          `  and at once after it: ${kB(second)} (${SECOND}), ${((firstBytes + second) / helloBytes).toFixed(2)}× in all`,
          'First load by owner, before minifying',
          ...parts
            .slice(0, PARTS_SHOWN)
            .map(([owner, bytes]) => `  ${owner.padEnd(28)} ${kB(bytes).padStart(9)}`),
          `Later: ${
            lazy
              .filter(({ name }) => name !== SECOND)
              .map((chunk) => `${chunk.name} ${kB(gzipped(chunk.code))}`)
              .join(' · ') || 'nothing'
          }`,
        ].join('\n'),
      );
      const over = lines.filter(({ bytes, max }) => bytes > max).map(({ what }) => what);
      if (over.length > 0) this.error(`Over budget: ${over.join(', ')}. See the table above.`);
      if (early.length > 0)
        this.error(`In the first load, but should come when needed: ${early.join(', ')}.`);
    },
  };
}
