/** Makes the files of a release: the packages as npm packs them, a bill of materials of each, and the sums of all. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { root } from '../project.ts';
import { billOfMaterials } from './bill-of-materials.ts';
import { installedPackages } from './installed-packages.ts';
import type { InstalledPackage, LockEntry } from './installed-packages.ts';
import { npm } from './npm.ts';
import type { ReleaseState } from './release-tag.ts';
import { packagesOfThePlugin, readManifest, stageCore, stagePlugin } from './staged-packages.ts';
import type { Manifest, Origin } from './staged-packages.ts';

export interface PackedPackage {
  readonly manifest: Manifest;
  /** The file that can be installed and published. */
  readonly tarball: string;
  /** Bytes as they are fetched, and as they lie on the disk. */
  readonly size: number;
  readonly unpackedSize: number;
  /** Every file in it, by its path in the package. */
  readonly files: readonly string[];
  readonly billOfMaterials: string;
}

/** What `npm pack --json` prints of a package. */
interface NpmPacked {
  readonly filename: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

/**
 * Packs what is built into a folder; `SHA256SUMS` there is what `sha256sum --check` reads.
 *
 * @throws Error where something is not built, or comes under a license that nobody has looked at.
 */
export async function packPackages(
  folder: string,
  origin: Origin = {},
): Promise<{ core: PackedPackage; plugin: PackedPackage }> {
  mkdirSync(folder, { recursive: true });
  const staging = mkdtempSync(join(tmpdir(), 'staged-packages-'));
  try {
    stageCore(join(staging, 'core'), origin);
    stagePlugin(join(staging, 'plugin-cert'), origin);
    const coreEntry: LockEntry = readManifest(join(staging, 'plugin-cert', 'node_modules', '@cert-health', 'core'));
    const core = await pack(join(staging, 'core'), folder, installedPackages('packages/core'));
    const plugin = await pack(join(staging, 'plugin-cert'), folder, packagesOfThePlugin(), {
      '@cert-health/core': coreEntry,
    });
    const made = [core, plugin].flatMap((one) => [one.tarball, one.billOfMaterials]);
    writeFileSync(join(folder, 'SHA256SUMS'), made.map((file) => `${sha256(file)}  ${basename(file)}\n`).join(''));
    return { core, plugin };
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

async function pack(
  staged: string,
  folder: string,
  packages: readonly InstalledPackage[],
  inside?: Readonly<Record<string, LockEntry>>,
): Promise<PackedPackage> {
  const manifest = readManifest(staged);
  const printed = await npm(['pack', '--json', '--pack-destination', folder], staged);
  const [packed] = JSON.parse(printed) as NpmPacked[];
  if (!packed) throw new Error(`npm packed nothing of ${manifest.name}.`);
  const tarball = join(folder, packed.filename);
  const bill = tarball.replace(/\.tgz$/, '.cdx.json');
  writeFileSync(bill, await billOfMaterials(manifest, packages, inside));
  const { size, unpackedSize } = packed;
  return { manifest, tarball, size, unpackedSize, files: packed.files.map(({ path }) => path), billOfMaterials: bill };
}

const sha256 = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

/** Where `npm run pack` puts them. */
export const releaseFolder = join(root, 'build', 'packages');

/** What the repository says of the version that it holds. */
export function releaseState(): ReleaseState {
  const core = readManifest(join(root, 'packages', 'core'));
  const plugin = readManifest(join(root, 'packages', 'plugin-cert'));
  const asked = plugin.dependencies[core.name];
  return {
    versions: { [core.name]: core.version, [plugin.name]: plugin.version, [`${plugin.name}, of ${core.name},`]: asked },
    changelog: readFileSync(join(root, 'CHANGELOG.md'), 'utf8'),
  };
}
