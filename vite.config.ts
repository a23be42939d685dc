import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

import { budget } from './src/build/budget-plugin.ts';
import { compress } from './src/build/compress-plugin.ts';
import { prerender } from './src/build/prerender-plugin.ts';

// Browsers that know light-dark() and oklch(): lowering them would triple the CSS.
const BROWSERS = ['chrome123', 'edge123', 'firefox128', 'safari17.5'];

export default defineConfig({
  plugins: [react(), tailwindcss(), prerender(), budget(), compress()],
  build: {
    outDir: 'dist',
    target: BROWSERS,
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: { optimization: { inlineConst: { mode: 'all', pass: 3 } } },
  },
});
