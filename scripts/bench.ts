/** Measures the core beside named baselines in the same run; prints both and writes build/bench.json. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleCore } from './bundle-core.ts';
import { bin, explain, node, root, run } from './project.ts';

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The other program, measured in the same run. */
  readonly baseline?: { readonly name: string; readonly value: number };
  /** What it must reach, as text. */
  readonly target: string;
  readonly reached: boolean;
}

async function bench(): Promise<void> {
  await run(node, [bin('tsc'), '-b', 'packages/core']);
  await bundleCore();
  const subjects = ['parse', 'verify', 'startup'];
  const figures: Figure[] = [];
  for (const subject of subjects) {
    const module = (await import(join(root, 'packages', 'core', 'bench', `${subject}.ts`))) as {
      measure(): Promise<Figure[]>;
    };
    figures.push(...(await module.measure()));
  }
  for (const figure of figures) {
    const ratio = figure.baseline
      ? ` (${figure.baseline.name}: ${round(figure.baseline.value)} ${figure.unit}, ratio ${round(figure.value / figure.baseline.value)})`
      : '';
    process.stdout.write(
      `${figure.reached ? '✔' : '✖'} ${figure.name}: ${round(figure.value)} ${figure.unit}${ratio} · target ${figure.target}\n`,
    );
  }
  mkdirSync(join(root, 'build'), { recursive: true });
  writeFileSync(join(root, 'build', 'bench.json'), `${JSON.stringify({ node: process.version, figures }, null, 2)}\n`);
}

const round = (value: number): string => (value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toFixed(2));

await bench().catch(explain);
