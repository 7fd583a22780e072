/** npm, pinned with everything else, run with the project's own Node. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { node, root } from '../project.ts';

const npmProgram = join(root, 'node_modules', 'npm', 'bin', 'npm-cli.js');

/**
 * Runs npm without asking any registry.
 *
 * @returns What it printed.
 * @throws Error with what npm said.
 */
export async function npm(args: readonly string[], cwd: string): Promise<string> {
  const quiet = ['--offline', '--no-update-notifier', '--no-audit', '--no-fund', '--logs-max=0', '--loglevel=error'];
  try {
    const command = [npmProgram, ...args, ...quiet];
    return (await promisify(execFile)(node, command, { cwd, maxBuffer: 64 * 1024 * 1024 })).stdout;
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    throw new Error(`npm ${args.join(' ')} failed:\n${stderr ?? String(error)}`, { cause: error });
  }
}
