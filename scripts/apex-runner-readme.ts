/** Writes into the README of the Apex runner what it knows of the platform. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { whatIsKnown } from '../packages/apex-runner/src/library/what-is-known.ts';
import { platform } from '../packages/apex-runner/src/platform.ts';
import { root } from './project.ts';

const readme = join(root, 'packages', 'apex-runner', 'README.md');
const [before, after] = readFileSync(readme, 'utf8').split(/(?<=<!-- known -->\n)[^]*(?=<!-- end of known -->)/);
writeFileSync(readme, `${before}\n${whatIsKnown(platform)}\n\n${after}`);
