import { runnerImport, type Plugin, type Rolldown } from 'vite';

import { messages } from './messages/messages-plugin.ts';

const PAGE = '/src/web/prerender.tsx';
const SECOND = 'second-stage';
const MOUNT = '<div id="root"></div>';
const STYLESHEET = /<link rel="stylesheet"[^>]*href="\.\/([^"]+\.css)"[^>]*>/g;

function replaceOnce(page: string, what: string, by: string): string {
  if (page.split(what).length !== 2) throw new Error(`index.html must have exactly one ${what}`);
  // A function, so that `$&` in the rendered text means itself.
  return page.replace(what, () => by);
}

const textOf = ({ source }: Rolldown.OutputAsset): string =>
  typeof source === 'string' ? source : new TextDecoder().decode(source);

function assetIn(bundle: Rolldown.OutputBundle, name: string): Rolldown.OutputAsset {
  const asset = bundle[name];
  if (asset?.type !== 'asset') throw new Error(`The build has no ${name}`);
  return asset;
}

/**
 * The stylesheets' text beside their links. A disabled link is not fetched, and tells Vite's loader of lazy chunks that
 * the stylesheet is here.
 */
function inlineCss(page: string, bundle: Rolldown.OutputBundle): string {
  return page.replace(STYLESHEET, (_link, name: string) => {
    const css = textOf(assetIn(bundle, name)).trim();
    delete bundle[name];
    return `<link rel="stylesheet" disabled href="./${name}"><style>${css}</style>`;
  });
}

/** Each script runs as its own short task: deferred ones run in one with the end of the page, 90 ms on a slow phone. */
const asyncScripts = (page: string): string =>
  page.replaceAll('<script type="module"', '<script type="module" async');

/** The main script imports the second stage; the browser begins to fetch it beside that script, after it. */
function preload(bundle: Rolldown.OutputBundle, name: string, page: string): string {
  const second = Object.values(bundle).find((file) => file.type === 'chunk' && file.name === name);
  if (second?.type !== 'chunk') throw new Error(`The build has no ${name}`);
  const link = (attributes: string, file: string) =>
    page.includes(`/${file}"`) ? '' : `<link ${attributes} crossorigin fetchpriority="low" href="./${file}">`;
  const styles = [...(second.viteMetadata?.importedCss ?? [])].map((file) =>
    link('rel="preload" as="style"', file),
  );
  const scripts = [second.fileName, ...second.imports].map((file) => link('rel="modulepreload"', file));
  return [...styles, ...scripts].join('');
}

/** Renders the page into index.html and its CSS into the head: it shows before any script has come. */
export function prerender(language: string): Plugin {
  let root = '';
  return {
    name: 'cuesmith:prerender',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      root = config.root;
    },
    async generateBundle(_options, bundle) {
      const { module } = await runnerImport<{ renderPage: () => string }>(PAGE, {
        root,
        configFile: false,
        plugins: [messages(language)],
        mode: 'production',
        logLevel: 'error',
      });
      const html = module.renderPage();
      if (/\sstyle=/.test(html)) throw new Error('The page has a style attribute, which the CSP forbids.');
      const asset = assetIn(bundle, 'index.html');
      const plain = textOf(asset)
        .replaceAll(/\n\s*(?:\/\/|<!-- ).*/g, '')
        .replaceAll(/\n\s+/g, '\n');
      const page = replaceOnce(
        plain,
        MOUNT,
        MOUNT.replace('></', () => `>${html}</`),
      );
      const styled = inlineCss(asyncScripts(page), bundle);
      asset.source = replaceOnce(styled, '</head>', `${preload(bundle, SECOND, styled)}</head>`);
    },
  };
}
