/**
 * The practice org alone: the first line of stdout is one JSON object with its address and access token. With
 * `--console`, the app is in it too, from this repository's sources, and its page is served.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bin, explain, node, root, run } from './project.ts';

const main = join(root, 'packages', 'practice-org', 'lib', 'main.js');
try {
  if (!existsSync(main)) await run(node, [bin('tsc'), '-b', 'packages/practice-org']);
  const withConsole = process.argv.indexOf('--console');
  if (withConsole !== -1) {
    const { buildConsole } = await import('./build-console.ts');
    await buildConsole();
    const folders = [join(root, 'build', 'console'), join(root, 'force-app', 'main')];
    process.argv.splice(
      withConsole,
      1,
      '--console-folder',
      ...folders.slice(0, 1),
      '--app-folder',
      ...folders.slice(1),
    );
  }
  process.argv.splice(1, 1, main);
  await import(main);
} catch (error) {
  explain(error);
}
