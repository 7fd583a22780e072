/**
 * Builds, then packs the plugin and the core into build/packages, ready to install and to publish.
 *
 *   npm run pack [-- --tag v1.2.3] [--repository https://github.com/owner/name]
 *
 * --tag         the release that is made: refused where versions or changelog do not speak of it
 * --repository  where the sources lie: a release names it, and npm holds it against what the provenance says
 */
import { rmSync } from 'node:fs';
import { relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.ts';
import { packPackages, releaseFolder, releaseState } from './pack/packed-packages.ts';
import { assertReleasable } from './pack/release-tag.ts';
import { explain, optionsOf, root } from './project.ts';

async function pack(): Promise<void> {
  const { repository, tag } = optionsOf({ repository: { type: 'string' }, tag: { type: 'string' } });
  if (repository !== undefined && !/^https:\/\/[\w.-]+\/[\w.-]+\/[\w.-]+$/.test(repository)) {
    throw new Error(`--repository takes an address like https://github.com/owner/name, not ${repository}.`);
  }
  if (tag !== undefined) assertReleasable(tag, releaseState());
  await build();
  rmSync(releaseFolder, { recursive: true, force: true });
  const { core, plugin } = await packPackages(releaseFolder, { repository });
  for (const { tarball, size, unpackedSize, files } of [core, plugin]) {
    const sizes = `${kilobytes(size)} packed, ${kilobytes(unpackedSize)} unpacked`;
    process.stdout.write(`${relative(root, tarball)}  ${files.length} files, ${sizes}\n`);
  }
  process.stdout.write(`To install it: sf plugins install "${pathToFileURL(plugin.tarball).href}"\n`);
}

const kilobytes = (bytes: number): string => `${Math.ceil(bytes / 1000)} kB`;

if (import.meta.main) await pack().catch(explain);
