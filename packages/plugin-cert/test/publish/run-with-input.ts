import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Outcome } from '../command/run-command.ts';
import { isolated } from '../fixtures/home.ts';

/** Runs the plugin as at the end of a pipe. */
export function runWithInput(args: readonly string[], input: string): Promise<Outcome> {
  const runner = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
  const env = { PATH: process.env['PATH'], NODE_OPTIONS: process.env['CERT_TEST_NODE_OPTIONS'], ...isolated };
  const child = spawn(process.execPath, [runner, 'cert', ...args], { env });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ exitCode, ...output }));
  });
}
