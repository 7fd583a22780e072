/** The pinned sf CLI as somebody has it who never saw this repository: nothing linked, a home of its own, packages from the registry that is given. */
import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { node, root } from '../../project.ts';
import { quietSf } from '../../quiet-sf.ts';

/** @returns Runs sf with arguments and gives what it printed; rejects with what it said when it fails. */
export function installedSf(where: {
  home: string;
  cwd: string;
  registry: string;
}): (args: readonly string[]) => Promise<string> {
  const temporary = join(where.home, 'tmp');
  mkdirSync(temporary, { recursive: true });
  const env = {
    PATH: process.env['PATH'],
    ...quietSf(where.home),
    SF_DISABLE_LOG_FILE: 'true',
    SF_USE_GENERIC_UNIX_KEYCHAIN: 'true',
    SF_NPM_REGISTRY: where.registry,
    ...{ TMPDIR: temporary, TMP: temporary, TEMP: temporary },
    npm_config_cache: join(where.home, 'npm-cache'),
  };
  const cli = join(root, 'node_modules', '@salesforce', 'cli', 'bin', 'run.js');
  return async (args) => {
    try {
      const options = { cwd: where.cwd, env, maxBuffer: 64 * 1024 * 1024 };
      return (await promisify(execFile)(node, [cli, ...args], options)).stdout;
    } catch (error) {
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
      throw new Error(`sf ${args.join(' ')} failed:\n${(stderr || stdout).slice(0, 2000)}`, { cause: error });
    }
  };
}
