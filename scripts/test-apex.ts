/**
 * Runs the Apex tests of force-app on the project's own runner: who deploys has no rights on the app's fields, as in an org.
 *
 *   npm run test:apex
 *   npm run test:apex -- --class ScanJobTest --coverage
 *   npm run test:apex -- --time-zone Asia/Tokyo --locale de_DE --scheduled
 *   npm run test:apex -- --mutations 100
 *   npm run test:apex -- --mutations 1000 --class Notifier
 *
 * What it proves and what only an org can: packages/apex-runner/README.md.
 */
import { coverageOf, coverageTable } from './apex-tests/coverage.ts';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bin, explain, node, optionsOf, root, run } from './project.ts';

const options = {
  class: { type: 'string', multiple: true },
  coverage: { type: 'boolean' },
  'time-zone': { type: 'string' },
  locale: { type: 'string' },
  scheduled: { type: 'boolean' },
  mutations: { type: 'string' },
} as const;

async function testApex(): Promise<void> {
  const given = optionsOf(options);
  const built = join(root, 'packages', 'practice-org', 'lib', 'index.js');
  if (!existsSync(built)) await run(node, [bin('tsc'), '-b', 'packages/practice-org']);
  const { appTests, run: runAll } = await import('./apex-tests/app-tests.ts');
  const tests = await appTests({
    ...(given['time-zone'] === undefined ? {} : { timeZone: given['time-zone'] }),
    ...(given.locale === undefined ? {} : { locale: given.locale }),
    scheduled: given.scheduled ?? false,
  });
  if (given.mutations !== undefined) {
    const { mutate } = await import('./apex-tests/mutate.ts');
    return mutate(tests, Number(given.mutations), given.class);
  }
  const program = tests.load(tests.sources);
  const hits = program.coverage();
  const results = runAll(tests, program, { hits, ...(given.class ? { classes: given.class } : {}) });
  const failed = results.filter(({ failure }) => failure);
  for (const { className, method, failure } of failed) {
    process.stdout.write(`✖ ${className}.${method}\n    ${failure?.type}: ${failure?.message}\n`);
    for (const frame of failure?.stack ?? []) process.stdout.write(`    ${frame}\n`);
  }
  if (given.coverage) for (const line of coverageTable(coverageOf(program, hits))) process.stdout.write(`${line}\n`);
  process.stdout.write(`${results.length - failed.length} passed, ${failed.length} failed\n`);
  if (failed.length > 0) process.exitCode = 1;
}

await testApex().catch(explain);
