/** What importing the core costs over an empty Node, as whole processes: CPU seconds, the median of several runs. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const runs = 7;
const core = fileURLToPath(new URL('../dist/index.js', import.meta.url));

/** CPU milliseconds (user and system) that a Node process reports about itself at its end. */
function cpu(program: string): number {
  const report = 'process.on("exit",()=>{const u=process.cpuUsage();console.log((u.user+u.system)/1000)});';
  const figures = Array.from({ length: runs }, () => {
    const child = spawnSync(process.execPath, ['--input-type=module', '-e', report + program], { encoding: 'utf8' });
    if (child.status !== 0) throw new Error(`The process that was to be measured failed: ${child.stderr}`);
    return Number(child.stdout.trim().split('\n').at(-1));
  });
  return figures.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? Number.NaN;
}

export function measure() {
  const empty = cpu('');
  const withCore = cpu(`await import(${JSON.stringify(core)});`);
  const own = withCore - empty;
  return Promise.resolve([
    {
      name: 'import of the core, CPU over an empty Node',
      value: own,
      unit: 'ms',
      target: 'under 60 ms',
      reached: own < 60,
    },
  ]);
}
