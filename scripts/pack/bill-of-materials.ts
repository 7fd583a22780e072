/** A bill of materials (SBOM, CycloneDX 1.5) of what a package brings along, made by npm from the versions that were tested. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InstalledPackage, LockEntry } from './installed-packages.ts';
import { npm } from './npm.ts';

/**
 * @param manifest The manifest as it is packed.
 * @param inside Packages that lie in the package itself, by name.
 */
export async function billOfMaterials(
  manifest: { readonly name: string },
  packages: readonly InstalledPackage[],
  inside: Readonly<Record<string, LockEntry>> = {},
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'bill-of-materials-'));
  try {
    // npm calls the whole by the name of its folder.
    const project = join(folder, manifest.name.replace(/^.*\//, ''));
    mkdirSync(project);
    // Without development dependencies and other packages of this repository, of which the lock file speaks as well.
    const lock = { lockfileVersion: 3, packages: lockOf(manifest, packages, inside) };
    writeFileSync(join(project, 'package.json'), JSON.stringify(manifest));
    writeFileSync(join(project, 'package-lock.json'), JSON.stringify(lock));
    return await npm(['sbom', '--sbom-format=cyclonedx', '--package-lock-only'], project);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function lockOf(
  manifest: object,
  packages: readonly InstalledPackage[],
  inside: Readonly<Record<string, LockEntry>>,
): object {
  const lock: Record<string, object> = { '': manifest };
  for (const [name, entry] of Object.entries(inside)) lock[`node_modules/${name}`] = { ...entry, inBundle: true };
  for (const { path, entry } of packages) {
    const alone = path.replace(/^packages\/[^/]+\//, '');
    if (lock[alone])
      throw new Error(`${alone} is there in two versions, one in packages: npm dedupe brings them together.`);
    lock[alone] = shipped(entry);
  }
  // npm reads a lock file from the outside in, as it writes one.
  return Object.fromEntries(Object.entries(lock).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What this repository uses for its tests too is no development dependency of the plugin. */
function shipped(entry: LockEntry): object {
  return Object.fromEntries(Object.entries(entry).filter(([key]) => key !== 'dev' && key !== 'devOptional'));
}
