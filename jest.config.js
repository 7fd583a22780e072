import { createRequire } from 'node:module';

const { jestConfig } = createRequire(import.meta.url)('@salesforce/sfdx-lwc-jest/config');

export default {
  ...jestConfig,
  moduleNameMapper: {
    ...jestConfig.moduleNameMapper,
    // As the records are written; what another time zone makes of them is tested where they are put into words.
    '^@salesforce/i18n/timeZone$': '<rootDir>/config/jest-time-zone.cjs',
    // The engine is core, bundled; `npm run build` makes it.
    '^c/certificateEngine$': '<rootDir>/build/engine/certificateEngine.cjs',
  },
  setupFilesAfterEnv: [...(jestConfig.setupFilesAfterEnv ?? []), '<rootDir>/config/jest-sa11y.cjs'],
  collectCoverageFrom: ['**/main/*/lwc/**/*.ts', '!**/__tests__/**'],
  coverageReporters: ['text-summary'],
  coverageThreshold: { global: { lines: 95, branches: 80 } },
  roots: ['<rootDir>/force-app'],
  // A slow machine is no failure: this only ends what hangs.
  testTimeout: 60_000,
};
