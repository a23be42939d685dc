import { defineConfig, type OxlintOverride } from 'oxlint';

/** Rooms and what each may import besides itself (src/… of design.md). Types alone may pass everywhere but into web/ui. */
const walls: Record<string, string[]> = {
  contract: [],
  upstream: ['contract'],
  ledger: ['contract', 'upstream'],
  proxy: ['contract', 'ledger', 'upstream'],
  sandbox: ['contract'],
  web: ['contract'],
  entry: ['contract', 'upstream', 'ledger', 'proxy', 'sandbox'],
};
const rooms = [...Object.keys(walls), 'testing'];

const wallRules = Object.entries(walls).map(([room, allowed]): OxlintOverride => {
  const forbidden = rooms.filter((other) => other !== room && !allowed.includes(other));
  return {
    files: [`src/${room}/**/*.{ts,tsx}`],
    rules: {
      'typescript/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              // A relative path that leaves this room names another one right after its last `../`.
              regex: `^(\\.\\./)+(${forbidden.join('|')})/`,
              message: `${room}/ may import ${['itself', ...allowed].join(', ')} only (design.md, "The house").`,
              allowTypeImports: room === 'web',
            },
            ...(room === 'entry' ? [] : [{ regex: '^node:', message: 'Only entry/ knows a runtime.' }]),
            ...(room === 'web' ? [] : [{ regex: '^react(-dom)?($|/)', message: 'React only in web/.' }]),
          ],
        },
      ],
    },
  };
});

export default defineConfig({
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'react', 'jsx-a11y', 'promise', 'vitest'],
  categories: { correctness: 'error', suspicious: 'error' },
  ignorePatterns: ['dist', 'build', 'data', 'data-sandbox', 'test-results', 'playwright-report'],
  options: { typeAware: true },
  rules: {
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/consistent-type-imports': 'error',
    'import/no-cycle': 'error',
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
    ...wallRules,
    {
      files: ['src/web/ui/**/*.{ts,tsx}'],
      rules: {
        'typescript/no-restricted-imports': [
          'error',
          {
            patterns: [
              {
                regex: '(^|/)(features|api|app|proxy|ledger|upstream|sandbox|entry)(/|\\.ts)',
                message: 'ui/ is dumb: props only.',
              },
            ],
          },
        ],
      },
    },
    {
      files: ['src/web/features/*/**/*.{ts,tsx}'],
      rules: {
        'typescript/no-restricted-imports': [
          'error',
          {
            patterns: [
              {
                regex: `^(\\.\\./)+(${rooms.filter((room) => room !== 'contract' && room !== 'web').join('|')})/`,
                message: 'web/ may import itself and contract only.',
                allowTypeImports: true,
              },
              {
                regex: '^(\\.\\./)+features/|^\\.\\./(compose|tasks|listen|library|batch|palette)/',
                message: 'A feature never imports another; app.tsx brings them together.',
              },
            ],
          },
        ],
      },
    },
    {
      // Sentences live in src/web/words; signs may stand where they are shown.
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
      rules: { 'typescript/no-restricted-imports': 'off', 'typescript/no-non-null-assertion': 'off' },
    },
    {
      // Playwright reads which fixtures to provide from the first parameter's pattern, even an empty one.
      files: ['e2e/support/*.ts'],
      rules: { 'no-empty-pattern': 'off' },
    },
  ],
});
