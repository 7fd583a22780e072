/** Writes into the README of the Apex runner what it knows of the platform's library. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { library } from '../packages/apex-runner/src/library/index.ts';
import { whatIsKnown } from '../packages/apex-runner/src/library/what-is-known.ts';
import { root } from './project.ts';

const readme = join(root, 'packages', 'apex-runner', 'README.md');
const [before, after] = readFileSync(readme, 'utf8').split(/(?<=<!-- known -->\n)[^]*(?=<!-- end of known -->)/);
writeFileSync(readme, `${before}\n${whatIsKnown(library)}\n\n${after}`);
