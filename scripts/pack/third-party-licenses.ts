/** The licenses of what a package brings along, gathered from what is installed: each text once, with the packages under it. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../project.ts';
import type { InstalledPackage } from './installed-packages.ts';

/**
 * Licenses that this project's own (BSD-3-Clause) can be given on with, as SPDX names. A package under another one stops the packing until
 * somebody has read that license.
 */
const taken: ReadonlySet<string> = new Set([
  '(MIT AND Zlib)',
  // Where one may choose, MIT is what is chosen.
  '(MIT OR CC0-1.0)',
  '(MIT OR GPL-3.0-or-later)',
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
]);

/** Facts that the core holds, and whose they are. */
const data = [
  "The core's lists of roots (whom Mozilla and Chrome trust, since when, for what) are made from",
  "Mozilla's NSS, under the Mozilla Public License 2.0 (https://mozilla.org/MPL/2.0/), and from Chromium's",
  "`root_store.textproto`, under Chromium's BSD-3-Clause license.",
];

/**
 * The file of licenses, as Markdown.
 *
 * @throws Error that names packages whose license is not known or not among those taken.
 */
export function thirdPartyLicenses(name: string, packages: readonly InstalledPackage[]): string {
  const strange = packages.filter(({ entry }) => !taken.has(entry.license ?? ''));
  if (strange.length > 0) {
    const list = strange.map((one) => `${one.name}@${one.version} (${one.entry.license ?? 'no license'})`);
    throw new Error(`Not among the licenses that are taken (scripts/pack/third-party-licenses.ts): ${list.join(', ')}`);
  }
  const versions = [...new Map(packages.map((one) => [`${one.name}@${one.version}`, one])).values()];
  const texts = new Map<string, { license: string; text: string; lines: Set<string>; bare: boolean }>();
  for (const one of versions) {
    const license = one.entry.license ?? '';
    const { holders, text } = licenseText(one);
    const key = `${license}\n${text.replaceAll(/\s+/g, ' ').toLowerCase()}`;
    const group = texts.get(key) ?? { license, text, lines: new Set<string>(), bare: text === '' };
    group.lines.add(`- ${one.name} ${one.version}${holders.length > 0 ? `: ${holders.join('; ')}` : ''}`);
    texts.set(key, group);
  }
  return [
    `# Licenses of what ${name} brings along`,
    `${versions.length === 1 ? 'One package' : `${versions.length} packages`}, as tested with this version. No code of others is in this package: npm fetches it when this one is installed.`,
    ...[...texts.values()].flatMap(({ license, text, lines, bare }) => [
      `## ${license}`,
      [...lines].join('\n'),
      bare
        ? `These packages name ${license} as their license and hold no text of it.`
        : `\`\`\`\`text\n${text}\n\`\`\`\``,
    ]),
    '## Data',
    data.join('\n'),
    '',
  ].join('\n\n');
}

/** The text of a package's license, without the lines that say whose it is: those differ where all else is the same. */
function licenseText({ path }: InstalledPackage): { holders: string[]; text: string } {
  const folder = join(root, path);
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((file) => file.isFile() && /^(?:licen[cs]e|copying|notice)/i.test(file.name))
    .map((file) => file.name)
    .sort();
  const lines = files.flatMap((file) => readFileSync(join(folder, file), 'utf8').split(/\r?\n/));
  // Not the sentences that begin with the word ("COPYRIGHT HOLDERS BE LIABLE …", "copyright notice …").
  const isHolder = (line: string): boolean =>
    /^\s*(?:Copyright\b.*(?:\([cC]\)|©|\d{4}|[Cc]ontributors|<)|©|\([cC]\) \d{4})/.test(line);
  return {
    holders: [...new Set(lines.filter(isHolder).map((line) => line.trim()))],
    text: lines
      .filter((line) => !isHolder(line))
      .map((line) => line.trimEnd())
      .join('\n')
      .replaceAll(/\n{3,}/g, '\n\n')
      .trim(),
  };
}
