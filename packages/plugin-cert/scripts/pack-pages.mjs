// The pages of the checks, which lie in the repository, are packed with the plugin: `prepack` puts them here, `postpack`
// takes them away again.
import { cpSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const pages = join('docs', 'checks');

rmSync(join(root, 'docs'), { recursive: true, force: true });
if (!argv.includes('--remove')) cpSync(join(root, '..', '..', pages), join(root, pages), { recursive: true });
