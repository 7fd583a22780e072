/** The practice org alone: the first line of stdout is one JSON object with its address and access token. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bin, explain, node, root, run } from './project.ts';

const main = join(root, 'packages', 'practice-org', 'lib', 'main.js');
try {
  if (!existsSync(main)) await run(node, [bin('tsc'), '-b', 'packages/practice-org']);
  process.argv.splice(1, 1, main);
  await import(main);
} catch (error) {
  explain(error);
}
