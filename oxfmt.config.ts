import { defineConfig } from 'oxfmt';

export default defineConfig({
  printWidth: 110,
  singleQuote: true,
  ignorePatterns: ['package-lock.json', '*.md'],
  sortImports: {},
});
