/** Reading ten thousand Apex classes and a project of twenty thousand files, each in a process of its own. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issue } from '../../packages/core/test/fixtures/certificates.ts';
import type { Cost } from '../../packages/plugin-cert/test/project/large-project.ts';
import { writeLargeProject } from '../../packages/plugin-cert/test/project/large-project.ts';
import { node, root } from '../project.ts';
import type { Figure } from './figure.ts';

const tests = join(root, 'packages', 'plugin-cert', 'test');

function costOf(program: string, ...argv: string[]): Cost {
  const output = execFileSync(node, ['--conditions=source', join(tests, program), ...argv], { encoding: 'utf8' });
  return JSON.parse(output) as Cost;
}

export async function measure(): Promise<Figure[]> {
  const code = costOf('apex/ten-thousand-classes.ts').cpuSeconds;
  const folder = mkdtempSync(join(tmpdir(), 'cert-health-bench-'));
  try {
    const issued = await Promise.all(Array.from({ length: 20 }, (_, n) => issue({ subject: `CN=Partner ${n}` })));
    writeLargeProject(
      folder,
      issued.map(({ pem }) => pem),
    );
    const project = costOf('project/large-project.ts', folder).cpuSeconds;
    return [
      {
        name: 'names of certificates found in 10,000 Apex classes, CPU',
        value: code,
        unit: 's',
        target: 'under 20 s',
        reached: code < 20,
      },
      {
        name: 'project of 20,000 files with 1,000 certificates read, CPU',
        value: project,
        unit: 's',
        target: 'under 1.5 s',
        reached: project < 1.5,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
