import { createRequire } from 'node:module';

const { jestConfig } = createRequire(import.meta.url)('@salesforce/sfdx-lwc-jest/config');

export default {
  ...jestConfig,
  moduleNameMapper: { ...jestConfig.moduleNameMapper },
  setupFilesAfterEnv: [...(jestConfig.setupFilesAfterEnv ?? []), '<rootDir>/config/jest-sa11y.cjs'],
  collectCoverageFrom: ['force-app/main/**/lwc/**/*.ts', '!**/__tests__/**'],
  roots: ['<rootDir>/force-app'],
};
