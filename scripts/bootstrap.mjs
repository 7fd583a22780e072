// Runs a script of this folder with the project's own Node, installing the packages first where they are missing.
// Plain JavaScript on purpose: it is the only file that must run on whatever Node a new user has.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const marker = join(root, 'node_modules', '.installed-lock');
const projectNode = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const [script, ...rest] = process.argv.slice(2);

const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');
const installed = existsSync(marker) && existsSync(projectNode) && readFileSync(marker, 'utf8') === lock;
if (!installed) {
  process.stderr.write('Installing the packages this project pins (once, a minute or two) …\n');
  // npm's own output goes to stderr: stdout belongs to the script.
  const npm = spawnSync('npm', ['ci', '--loglevel=error', '--no-progress'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) {
    process.stderr.write('The packages could not be installed. Check that npm reaches its registry, then try again.\n');
    process.exit(npm.status ?? 1);
  }
  writeFileSync(marker, lock);
}

const child = spawnSync(projectNode, [join(root, 'scripts', `${script}.ts`), ...rest], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    PATH: `${join(root, 'node_modules', '.bin')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`,
  },
});
process.exit(child.status ?? 130);
