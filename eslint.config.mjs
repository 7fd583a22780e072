import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import { createRequire } from 'node:module';
import tseslint from 'typescript-eslint';

const lwcTypeScript = createRequire(import.meta.url)('@salesforce/eslint-config-lwc/recommended-ts');

/** The floors of core, lowest first: a folder may import only from floors below its own. */
const floors = [
  ['x509', 'policy', 'findings'],
  ['secrets'],
  ['chain', 'trust', 'inventory'],
  ['uses'],
  ['checks', 'org-rows'],
  ['acceptance'],
  ['health'],
  ['report', 'rotation', 'records'],
];

/** The floors of the Apex runner, lowest first; beside them stand only index.ts and platform.ts, which no floor imports. */
const runnerFloors = [
  ['types', 'org', 'syntax'],
  ['values'],
  ['transaction'],
  ['semantics'],
  ['library'],
  ['records'],
  ['check'],
  ['compile'],
  ['run'],
  ['tests'],
];

/**
 * The floors of the practice org, lowest first, each room as low as it can stand. The companies (seed) stand on top although they need
 * little: what answers must not know who lives in the org.
 */
const practiceFloors = [
  ['schema', 'time', 'xml'],
  ['org', 'http', 'formula', 'certificates'],
  ['faults', 'soql', 'dml'],
  ['metadata', 'apex', 'sample'],
  ['routing'],
  ['rest', 'soap', 'pages', 'control'],
  ['server', 'seed'],
];

/** The floors of the plugin, lowest first. What commands say in flags stands low: settings and reports speak the same words. */
const pluginFloors = [
  ['apex', 'body', 'catalog', 'flow', 'keystore', 'metadata'],
  ['keys', 'options', 'tls'],
  ['file', 'org', 'settings'],
  ['project', 'trust'],
  ['network'],
  ['scan', 'verify', 'inspect'],
  ['named', 'probe'],
  ['compare', 'simulate'],
  ['terminal'],
  ['evidence', 'publish', 'rotation'],
  ['commands'],
];

/** What stands above them all: the org put together, the ways into it, the program. */
const practiceRoof = [['practice-org'], ['index', 'arguments'], ['main']];

/** Each folder of a package may import from the floors below its own, and nothing that `patterns` name. */
function floorRules(packageName, storeys, patterns) {
  return storeys.flatMap((floor, height) =>
    floor.map((folder) => {
      const closed = storeys
        .slice(height)
        .flat()
        .filter((other) => other !== folder);
      return noImports(`${packageName} floor: ${folder}`, `packages/${packageName}/src/${folder}/**/*.ts`, [
        ...patterns,
        {
          regex: `^(\\.\\./)+(${closed.join('|')})/`,
          message: `${folder} stands on the floors below it only (see eslint.config.mjs).`,
        },
      ]);
    }),
  );
}

/** The same for the files that stand beside the folders. */
function roofRules(packageName, storeys) {
  return storeys.flatMap((names, height) =>
    names.map((name) =>
      noImports(`${packageName} roof: ${name}`, `packages/${packageName}/src/${name}.ts`, [
        {
          regex: `^\\./(${storeys.slice(height).flat().join('|')})\\.ts$`,
          message: `${name}.ts stands on what is below it only (see eslint.config.mjs).`,
        },
      ]),
    ),
  );
}

function noImports(name, files, patterns) {
  return { name, files: [files], rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] } };
}

export default defineConfig([
  {
    ignores: ['**/lib/**', '**/dist/**', '**/build/**', '**/node_modules/**', '**/generated/**', 'coverage/**'],
  },
  {
    name: 'TypeScript',
    files: ['packages/**/*.ts', 'scripts/**/*.ts', 'console-page/**/*.ts', 'test-browser/**/*.ts'],
    extends: [js.configs.recommended, tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'max-lines': ['error', { max: 400 }],
      'no-control-regex': 'off',
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', caughtErrors: 'none' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    name: 'core is pure',
    files: ['packages/core/src/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        'process',
        'console',
        'document',
        'window',
        'fetch',
        'setTimeout',
        'setInterval',
        'Buffer',
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'The time is passed in.' },
        { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'The time is passed in.' },
      ],
    },
  },
  {
    name: 'the plugin knows that sf runs it',
    files: ['packages/plugin-cert/src/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            "MemberExpression[object.object.type='ThisExpression'][object.property.name='config'][property.name=/^(?:root|pjson|name|version)$/]",
          message: 'Under sf, config tells of sf: its folder, its name, its version. This plugin is `this.own`.',
        },
      ],
    },
  },
  ...floorRules('core', floors, [
    { regex: '^node:', message: 'core is pure: pass in what you need.' },
    { regex: '^@cert-health/', message: 'core imports nothing of ours.' },
  ]),
  ...floorRules('apex-runner', runnerFloors, [
    { regex: '^@cert-health/', message: 'The runner knows nothing of certificates.' },
    { regex: '^(\\.\\./)+(index|platform)\\.ts$', message: 'That stands above every floor.' },
  ]),
  ...floorRules('plugin-cert', pluginFloors, [
    { regex: '^@cert-health/(practice-org|apex-runner)', message: 'The plugin ships without them.' },
  ]),
  ...floorRules('practice-org', practiceFloors, [
    { regex: `^(\\.\\./)+(${practiceRoof.flat().join('|')})\\.ts$`, message: 'That stands above every floor.' },
  ]),
  ...roofRules('practice-org', practiceRoof),
  {
    name: 'tests',
    files: ['packages/*/test/**/*.ts', 'packages/*/bench/**/*.ts', 'scripts/test/**/*.ts', 'test-browser/**/*.ts'],
    rules: {
      // node:test's describe and it return promises that the runner awaits.
      '@typescript-eslint/no-floating-promises': 'off',
    },
  },
  {
    name: 'stand-in for Apex',
    files: ['console-page/platform/apex.ts'],
    // What the platform rejects with is no Error either.
    rules: { '@typescript-eslint/only-throw-error': 'off' },
  },
  {
    name: 'tests of metadata',
    // They look into parsed XML, whose shape is what they test.
    files: ['scripts/test/org-app-metadata.test.ts'],
    rules: Object.fromEntries(
      ['assignment', 'member-access', 'argument', 'call', 'return'].map((what) => [
        `@typescript-eslint/no-unsafe-${what}`,
        'off',
      ]),
    ),
  },
  {
    name: 'scripts',
    files: ['scripts/**/*.mjs', 'packages/*/scripts/**/*.mjs', 'packages/*/bin/*.js', '*.mjs'],
    extends: [js.configs.recommended],
    languageOptions: { globals: globals.node },
    rules: { 'max-lines': ['error', { max: 400 }] },
  },
  {
    name: 'Lightning web components',
    files: ['force-app/**/lwc/**/*.ts'],
    extends: [lwcTypeScript, tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      // Salesforce's preset sets the Babel parser, with which typed rules cannot run.
      parser: tseslint.parser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: { '@typescript-eslint/consistent-type-imports': 'error' },
  },
  {
    name: 'Lightning web component tests',
    files: ['force-app/**/lwc/**/__tests__/**/*.ts'],
    languageOptions: { globals: { ...globals.node, ...globals.jest } },
    rules: { '@typescript-eslint/unbound-method': 'off' },
  },
]);
