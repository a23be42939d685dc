import { defineConfig } from 'oxlint';

export default defineConfig({
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'react', 'jsx-a11y', 'promise', 'vitest'],
  jsPlugins: ['./src/build/lint-rules.ts'],
  categories: { correctness: 'error', suspicious: 'error' },
  ignorePatterns: ['dist', 'build', 'data', 'data-sandbox', 'test-results', 'playwright-report'],
  options: { typeAware: true },
  rules: {
    'house/walls': 'error',
    'house/place': 'error',
    'house/long-function': 'warn',
    'max-lines-per-function': ['error', { max: 120 }],
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/consistent-type-imports': 'error',
    'import/no-cycle': ['error', { ignoreTypes: false }],
    // A picture's button is named by its title: with the same in `aria-label`, it is heard twice.
    'jsx-a11y/control-has-associated-label': ['error', { labelAttributes: ['title'] }],
    'react/rules-of-hooks': 'error',
    'react/react-in-jsx-scope': 'off',
    'react/style-prop-object': 'off',
    'import/no-unassigned-import': 'off',
    'no-shadow': 'off',
    // TypeScript's noImplicitReturns sees exhaustive switches, this rule does not.
    'typescript/consistent-return': 'off',
    'no-underscore-dangle': 'off',
    'typescript/no-unsafe-type-assertion': 'off',
    'unicorn/no-array-sort': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'vitest/no-conditional-tests': 'error',
    'vitest/no-focused-tests': 'error',
    'vitest/no-disabled-tests': 'error',
  },
  overrides: [
    {
      // Sentences live in src/web/strings; signs may stand where they are shown.
      files: ['src/web/**/*.tsx'],
      excludeFiles: ['**/*.test.tsx'],
      rules: {
        'react/jsx-no-literals': [
          'error',
          {
            noStrings: true,
            ignoreProps: true,
            restrictedAttributes: [
              'aria-label',
              'aria-valuetext',
              'title',
              'placeholder',
              'label',
              'legend',
              'heading',
              'meaning',
              'question',
              'yes',
            ],
            allowedStrings: [' ', '·', '/', ':', '.', ',', ' (', '?', '–', '→', '♭', '½×', '2×', 'https://'],
          },
        ],
      },
    },
    {
      files: ['**/*.test.{ts,tsx}', 'src/testing/**', 'e2e/**'],
      rules: {
        'typescript/no-non-null-assertion': 'off',
        'max-lines-per-function': 'off',
        'house/long-function': 'off',
      },
    },
    {
      // Playwright reads which fixtures to provide from the first parameter's pattern, even an empty one.
      files: ['e2e/support/*.ts'],
      rules: { 'no-empty-pattern': 'off' },
    },
  ],
});
