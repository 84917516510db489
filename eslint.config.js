import js from '@eslint/js'
import jsxA11y from 'eslint-plugin-jsx-a11y'
import reactHooks from 'eslint-plugin-react-hooks'
import regexp from 'eslint-plugin-regexp'
import tseslint from 'typescript-eslint'

/** What each folder may not import, so that data keeps flowing one way (docs/decisions/0001). */
const domains = ['schools', 'surveys', 'statistics', 'cases', 'calendar', 'staff', 'mail', 'audit', 'publication', 'attachments', 'privacy', 'ledger', 'print', 'spreadsheets']

export default tseslint.config(
  { ignores: ['build/', 'node_modules/', 'data/', 'screenshots/', 'test-results/'] },
  js.configs.recommended,
  tseslint.configs.recommendedTypeChecked,
  jsxA11y.flatConfigs.recommended,
  regexp.configs.recommended,
  {
    plugins: { 'react-hooks': reactHooks },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...reactHooks.configs.recommended.rules,
      // Remix answers with a thrown Response.
      '@typescript-eslint/only-throw-error': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'no-console': ['error', { allow: ['error', 'warn'] }],
      eqeqeq: 'error',
      // Plain brackets read better than `(?:`.
      'regexp/no-unused-capturing-group': 'off',
    },
  },
  {
    // An expression whose time grows with the square of a text stops the whole server for one long text.
    files: ['app/**', 'db/**', 'public/**', 'scripts/**'],
    rules: { 'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }], 'regexp/no-super-linear-move': 'error' },
  },
  {
    files: domains.map((name) => `app/${name}/**`),
    rules: {
      'no-restricted-imports': ['error', {
        patterns: [
          { group: ['@remix-run/*', 'react', 'react-dom', 'hono', '@hono/*'], message: 'Domain code knows nothing of HTTP or React.' },
          { regex: '^#app/(routes|http|ui)/', message: 'Domain code does not import from the layers above it.' },
        ],
      }],
    },
  },
  {
    // Pages move by documents (docs/decisions/0003).
    files: ['app/routes/**', 'app/ui/**', 'app/root.tsx'],
    rules: {
      'no-restricted-imports': ['error', {
        paths: [{
          name: '@remix-run/react',
          importNames: ['Form', 'Link', 'NavLink', 'Navigate', 'useFetcher', 'useFetchers', 'useNavigate', 'useSubmit'],
          message: 'Use a plain <a href> or <form method="post">.',
        }],
      }],
    },
  },
  { files: ['scripts/**', 'tests/**', 'app/server.ts'], rules: { 'no-console': 'off' } },
  { files: ['**/*.js'], extends: [tseslint.configs.disableTypeChecked], languageOptions: { globals: { console: 'readonly', process: 'readonly', URL: 'readonly' } } },
  { files: ['public/offline.js'], languageOptions: { globals: { self: 'readonly', caches: 'readonly', fetch: 'readonly', Response: 'readonly', URLSearchParams: 'readonly', setTimeout: 'readonly' } } },
)
