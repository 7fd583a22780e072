/** Whether the repository is ready for the release that a tag asks for. */

export interface ReleaseState {
  /** Versions by what states them: each package, and what the plugin asks of the core. */
  readonly versions: Readonly<Record<string, string | undefined>>;
  readonly changelog: string;
}

/**
 * @param tag Such as `v1.2.3`.
 * @throws Error that names everything in the way.
 */
export function assertReleasable(tag: string, { versions, changelog }: ReleaseState): void {
  const [, version] = /^v(\d+\.\d+\.\d+)$/.exec(tag) ?? [];
  if (version === undefined) throw new Error(`--tag takes a version like v1.2.3, not ${tag}.`);
  const wrong = Object.entries(versions)
    .filter(([, stated]) => stated !== version)
    .map(([where, stated]) => `${where} says ${stated ?? 'nothing'}`);
  if (!changelog.includes(`\n## [${version}]`)) wrong.push(`CHANGELOG.md has no section [${version}]`);
  if (wrong.length > 0) throw new Error(`Not ready for ${tag}: ${wrong.join('; ')}.`);
}
