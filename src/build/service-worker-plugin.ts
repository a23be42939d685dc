import { build, type Plugin } from 'vite';

const WORKER = 'src/web/service-worker/service-worker.ts';
const FILE = 'service-worker.js';

/**
 * Builds the service worker into one file beside the page: its scope is the folder it lies in, and not every browser
 * lets it import. It names no file of the page, so it changes only with its own source.
 */
export function serviceWorker(): Plugin {
  let root = '';
  return {
    name: 'cuesmith:service-worker',
    apply: 'build',
    configResolved(config) {
      root = config.root;
    },
    async generateBundle() {
      const built = await build({
        root,
        configFile: false,
        logLevel: 'error',
        publicDir: false,
        build: {
          write: false,
          target: 'es2022',
          modulePreload: false,
          rolldownOptions: { input: `${root}/${WORKER}`, output: { format: 'iife' } },
        },
      });
      const outputs = Array.isArray(built) ? built : [built];
      const [chunk, ...others] = outputs.flatMap((output) => ('output' in output ? output.output : []));
      if (chunk?.type !== 'chunk' || others.length > 0)
        throw new Error('The service worker is not one file.');
      this.emitFile({ type: 'asset', fileName: FILE, source: chunk.code });
    },
  };
}
