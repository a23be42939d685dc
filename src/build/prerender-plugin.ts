import { runnerImport, type Plugin, type Rolldown } from 'vite';

const SHELL = '/src/web/prerender.tsx';
const SECOND = 'tasks-root';
/** Evaluated before the page's own script, in a task of its own: together they would keep the first key waiting. */
const AHEAD = '/src/web/react.ts';
const MOUNT = '<div id="root"></div>';
const STYLESHEET = /<link rel="stylesheet"[^>]*href="\/([^"]+\.css)"[^>]*>/g;

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

/** The stylesheets' text in place of their links. */
function inlineCss(page: string, bundle: Rolldown.OutputBundle): string {
  return page.replace(STYLESHEET, (_link, name: string) => {
    const css = textOf(assetIn(bundle, name)).trim();
    delete bundle[name];
    return `<style>${css}</style>`;
  });
}

function chunkOf(bundle: Rolldown.OutputBundle, module: string): Rolldown.OutputChunk {
  for (const file of Object.values(bundle))
    if (file.type === 'chunk' && file.facadeModuleId === module) return file;
  throw new Error(`The build has no chunk of ${module}`);
}

/** The second piece is asked for by the script itself; so its way begins together with the script's, behind it. */
function preload(bundle: Rolldown.OutputBundle, name: string): string {
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
  const known = new Set(
    chunks.filter(({ isEntry }) => isEntry).flatMap((entry) => [entry.fileName, ...entry.imports]),
  );
  const second = chunks.find((chunk) => chunk.name === name);
  if (!second) throw new Error(`The build has no ${name}`);
  return [second.fileName, ...second.imports]
    .filter((file) => !known.has(file))
    .map((file) => `<link rel="modulepreload" crossorigin fetchpriority="low" href="/${file}">`)
    .join('');
}

/** Renders the page's shell into index.html and its CSS into the head: it shows before any script has come. */
export function prerender(): Plugin {
  let root = '';
  return {
    name: 'cuesmith:prerender',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      root = config.root;
    },
    buildStart() {
      this.emitFile({ type: 'chunk', id: root + AHEAD, name: 'react' });
    },
    async generateBundle(_options, bundle) {
      const { module } = await runnerImport<{ renderShell: () => string }>(SHELL, {
        root,
        configFile: false,
        mode: 'production',
        logLevel: 'error',
      });
      const shell = module.renderShell();
      if (/\sstyle=/.test(shell)) throw new Error('The shell has a style attribute, which the CSP forbids.');
      const asset = assetIn(bundle, 'index.html');
      const plain = textOf(asset).replace(/\n\s+/g, '\n');
      const page = replaceOnce(
        plain,
        MOUNT,
        MOUNT.replace('></', () => `>${shell}</`),
      );
      const script = replaceOnce(
        inlineCss(page, bundle),
        '<script type="module"',
        `<script type="module" crossorigin src="/${chunkOf(bundle, root + AHEAD).fileName}"></script><script type="module"`,
      );
      asset.source = replaceOnce(script, '</head>', `${preload(bundle, SECOND)}</head>`);
    },
  };
}
