/**
 * The practice org alone, with the app in it and its page: the first line of stdout is one JSON object with its address and
 * access token. With `--bare` there is no app in it, as in an org to which nothing was deployed yet.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bin, explain, node, root, run } from './project.ts';

const main = join(root, 'packages', 'practice-org', 'lib', 'main.js');
const given = process.argv.slice(2);

async function appArguments(): Promise<string[]> {
  if (given.some((argument) => ['--bare', '--help', '-h'].includes(argument))) return [];
  const { buildConsole } = await import('./build-console.ts');
  await buildConsole();
  const folders = { console: ['build', 'console'], app: ['force-app', 'main'], connection: ['config', 'connection'] };
  return Object.entries(folders).flatMap(([name, parts]) => [`--${name}-folder`, join(root, ...parts)]);
}

try {
  if (!existsSync(main)) await run(node, [bin('tsc'), '-b', 'packages/practice-org']);
  const app = await appArguments();
  process.argv.splice(1, Infinity, main, ...given.filter((argument) => argument !== '--bare'), ...app);
  await import(main);
} catch (error) {
  explain(error);
}
