import { defineConfig } from 'oxfmt';

export default defineConfig({
  printWidth: 110,
  singleQuote: true,
  // The lexicon is data: one entry a line.
  ignorePatterns: [
    'package-lock.json',
    '*.md',
    'src/synth/prompt/lexicon/{sound-words,hint-words,modifiers,genres,plain-words}.ts',
    'src/synth/prompt/lexicon/relatives.json',
    'src/synth/prompt/lexicon/real-words.json',
  ],
  sortImports: {},
});
