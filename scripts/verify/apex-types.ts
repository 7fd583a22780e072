/** Types, methods, fields and interfaces in Apex that do not fit: the findings of apex-ls, which knows Salesforce's own classes. */
import { execFile } from 'node:child_process';
import { join, relative } from 'node:path';
import { javaLibraries } from './apex-library.ts';
import type { Issue } from './issue.ts';

interface Answer {
  readonly files?: readonly {
    readonly path: string;
    readonly messages: readonly { readonly start: { readonly line: number }; readonly message: string }[];
  }[];
}

/**
 * @param workspace Folder with an sfdx-project.json.
 * @throws {Error} when the checker itself fails, such as without Java.
 */
export async function apexTypes(workspace: string): Promise<Issue[]> {
  const output = await java([
    '-XX:TieredStopAtLevel=1',
    '-XX:+UseSerialGC',
    '-cp',
    join(javaLibraries, '*'),
    'io.github.apexdevtools.apexls.CheckForIssues',
    '-w',
    workspace,
    '-d',
    'warnings',
    '-n',
    '-f',
    'json',
  ]);
  const { files = [] } = JSON.parse(output) as Answer;
  return files.flatMap(({ path, messages }) =>
    messages.map(({ start, message }) => ({
      file: relative(workspace, path),
      line: start.line,
      message: `${message}.`,
    })),
  );
}

function java(args: readonly string[]): Promise<string> {
  return new Promise((done, fail) => {
    execFile('java', args, { maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error && (error as NodeJS.ErrnoException).code === 'ENOENT') {
        fail(new Error('Apex is checked by Java programs: install a Java runtime, 11 or newer, and try again.'));
      } else if (stdout.trimStart().startsWith('{')) done(stdout);
      else if (error) fail(new Error(`The check of Apex types did not run: ${stderr.trim() || error.message}`));
      else done('{}');
    });
  });
}
