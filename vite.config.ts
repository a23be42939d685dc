import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

import { budget } from './src/build/budget-plugin.ts';
import { compress } from './src/build/compress-plugin.ts';
import { messages } from './src/build/messages/messages-plugin.ts';
import { preload } from './src/build/preload-plugin.ts';
import { prerender } from './src/build/prerender-plugin.ts';
import { serviceWorker } from './src/build/service-worker-plugin.ts';

/** Set by build-languages.ts and `npm run dev -- --lang de`. */
const LANGUAGE = process.env['CUESMITH_LANGUAGE'] ?? 'en';

// Browsers that know light-dark() and oklch(): lowering them would triple the CSS.
const BROWSERS = ['chrome123', 'edge123', 'firefox128', 'safari17.5'];

const SHARED = {
  'list-strings': 'list-strings',
  'dialog-parts':
    'covers|modal|popover|choice|tabs|diff-list|icon|code-text|tool-strings|library-strings|request-diff|request-diff-list',
  'row-parts': 'focus-once|action-error|confirm|use-track|retry-tasks|may-retry|trouble|trouble-strings',
  'take-names': 'take-name|take-file-name|file-name-template',
};

const SHARED_PARTS = new RegExp(`/(${Object.keys(SHARED).join('|')})-[^/]*$`);

export default defineConfig({
  // Links beside the page: it works under any path that a proxy gives it.
  base: './',
  plugins: [
    messages(LANGUAGE),
    react(),
    tailwindcss(),
    preload(),
    prerender(LANGUAGE),
    // One for all languages.
    LANGUAGE === 'en' && serviceWorker(),
    budget(LANGUAGE),
    compress(LANGUAGE),
  ],
  // Workers fetch parts of their own when needed.
  worker: { format: 'es', plugins: () => [messages(LANGUAGE)] },
  build: {
    outDir: 'dist',
    target: BROWSERS,
    cssCodeSplit: true,
    modulePreload: {
      polyfill: false,
      // Only what many parts share is fetched beside the part that asks for it. A list of all that each part needs,
      // 70 names with their hashes, would be 1.1 kB of what comes by itself.
      resolveDependencies: (_file, needed) => needed.filter((file) => SHARED_PARTS.test(file)),
    },
    reportCompressedSize: false,
    rolldownOptions: {
      optimization: { inlineConst: { mode: 'all', pass: 3 } },
      output: {
        codeSplitting: {
          // One file each: what the form needs, and all that the rest of the screen needs beside it.
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\//, priority: 3 },
            { name: 'form', test: /src\/web\/main\.tsx$/, priority: 2 },
            { name: 'second-stage', test: /src\/web\/second-stage\.tsx$/, priority: 1 },
            // What many of the parts on demand share: four files rather than twenty.
            ...Object.entries(SHARED).map(([name, files]) => ({
              name,
              test: new RegExp(`/(${files})\\.tsx?$`),
            })),
          ],
        },
      },
    },
  },
});
