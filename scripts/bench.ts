/**
 * Measures speed, beside named baselines in the same run where there is one; prints the figures and writes build/bench.json.
 * Ends with 1 when a target is missed: the figures are those of this machine at this moment, so look at the ratios first.
 *
 *   node scripts/bench.ts [subject …]
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from './bench/figure.ts';
import { bundleCore } from './bundle-core.ts';
import { bin, explain, node, root, run } from './project.ts';

/** Where each subject is measured. */
const subjects: Readonly<Record<string, string>> = {
  parse: 'packages/core/bench/parse.ts',
  verify: 'packages/core/bench/verify.ts',
  evaluate: 'packages/core/bench/evaluate.ts',
  startup: 'packages/core/bench/startup.ts',
  probe: 'packages/plugin-cert/bench/probe.ts',
  flights: 'packages/plugin-cert/bench/flights.ts',
  code: 'scripts/bench/large-code.ts',
  console: 'scripts/bench/console.ts',
};

async function bench(): Promise<void> {
  const asked = process.argv.slice(2);
  const unknown = asked.find((subject) => !Object.hasOwn(subjects, subject));
  if (unknown !== undefined) throw new Error(`There is no "${unknown}". Name ${Object.keys(subjects).join(', ')}.`);
  await run(node, [
    bin('tsc'),
    '-b',
    'packages/core',
    'packages/plugin-cert',
    'packages/apex-runner',
    'packages/practice-org',
  ]);
  await bundleCore();
  const figures: Figure[] = [];
  for (const subject of asked.length > 0 ? asked : Object.keys(subjects)) {
    const module = (await import(join(root, subjects[subject] ?? ''))) as { measure(): Promise<Figure[]> };
    for (const figure of await module.measure()) {
      figures.push(figure);
      process.stdout.write(`${lineOf(figure)}\n`);
    }
  }
  mkdirSync(join(root, 'build'), { recursive: true });
  writeFileSync(join(root, 'build', 'bench.json'), `${JSON.stringify({ node: process.version, figures }, null, 2)}\n`);
  const missed = figures.filter(({ reached }) => !reached).length;
  if (missed > 0) process.exitCode = 1;
  process.stdout.write(`${missed === 0 ? 'Every target reached' : `${missed} missed`} of ${figures.length}.\n`);
}

function lineOf({ name, value, unit, baseline, target, reached }: Figure): string {
  const beside = baseline
    ? ` (${baseline.name}: ${round(baseline.value)} ${unit}, ratio ${round(value / baseline.value)})`
    : '';
  return `${reached ? '✔' : '✖'} ${name}: ${round(value)} ${unit}${beside} · target ${target}`;
}

const round = (value: number): string => (value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toFixed(2));

await bench().catch(explain);
