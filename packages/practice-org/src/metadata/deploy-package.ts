import { strFromU8, unzipSync } from 'fflate';
import type { XmlRecord } from '../xml/xml.ts';
import { parseXml, recordAt, recordsAt, textAt, textsAt } from '../xml/xml.ts';
import type { ComponentType } from './component-type.ts';
import { appTypes, componentTypes } from './component-type.ts';

/** A component as it lies in a package that is deployed. */
export interface PackagedComponent {
  readonly type: ComponentType;
  readonly fullName: string;
  readonly path: string;
  readonly values: XmlRecord;
  readonly content?: string;
}

/** A name in a manifest. */
export interface Member {
  readonly type: string;
  readonly fullName: string;
}

export interface DeployPackage {
  readonly components: readonly PackagedComponent[];
  readonly members: readonly Member[];
  readonly deletions: readonly Member[];
  /** Files that belong to no type this org describes, or cannot be read. */
  readonly unreadable: readonly { readonly path: string; readonly problem: string }[];
}

/** A package that cannot be deployed at all, or a component that cannot. The message is the problem shown. */
export class DeployProblem extends Error {
  override readonly name = 'DeployProblem';
}

/** Reads the zip of a deploy; the package may lie in a folder of its own. Throws {@link DeployProblem}. */
export function readPackage(zip: Uint8Array): DeployPackage {
  const files = unzip(zip);
  const manifest = [...files.keys()].find((path) => /^([^/]+\/)?package\.xml$/.test(path));
  if (manifest === undefined) throw new DeployProblem('No package.xml found');
  const root = manifest.slice(0, -'package.xml'.length);
  const components: PackagedComponent[] = [];
  const unreadable: { path: string; problem: string }[] = [];
  for (const [full, text] of files) {
    const path = full.slice(root.length);
    if (!full.startsWith(root) || path.endsWith('-meta.xml') || /^(package|destructiveChanges\w*)\.xml$/.test(path)) {
      continue;
    }
    if (isBundlePart(path)) continue;
    try {
      components.push(readComponent(path, text, files.get(`${full}-meta.xml`)));
    } catch (error) {
      unreadable.push({ path, problem: error instanceof Error ? error.message : String(error) });
    }
  }
  return {
    components,
    members: membersOf(files.get(manifest) ?? ''),
    deletions: ['', 'Pre', 'Post'].flatMap((when) =>
      membersOf(files.get(`${root}destructiveChanges${when}.xml`) ?? ''),
    ),
    unreadable,
  };
}

/** A Lightning web component is a folder; it is read by its script, and the other files belong to it. */
function isBundlePart(path: string): boolean {
  return path.startsWith('lwc/') && !/^lwc\/([^/]+)\/\1\.js$/.test(path);
}

function unzip(zip: Uint8Array): Map<string, string> {
  try {
    const entries = Object.entries(unzipSync(zip)).filter(([path]) => !path.endsWith('/'));
    return new Map(entries.map(([path, bytes]) => [path, strFromU8(bytes)]));
  } catch {
    throw new DeployProblem('The deployed file is not a zip.');
  }
}

function readComponent(path: string, text: string, properties: string | undefined): PackagedComponent {
  const [, directory, fullName, suffix] = /^([^/]+)\/(?:[^/]+\/(?=[^/]+\.js$))?(.+)\.([^.]+)$/.exec(path) ?? [];
  const type = [...componentTypes, ...appTypes].find(
    (candidate) => candidate.directory === directory && candidate.suffix === suffix,
  );
  if (type === undefined || fullName === undefined)
    throw new DeployProblem('This org does not know where this file belongs.');
  if (!type.withContent) return { type, fullName, path, values: rootOf(text) };
  if (properties === undefined) throw new DeployProblem(`Required file ${path}-meta.xml is missing`);
  return { type, fullName, path, values: rootOf(properties), content: text };
}

function membersOf(manifest: string): Member[] {
  if (manifest === '') return [];
  return recordsAt(recordAt(parseXml(manifest), 'Package'), 'types').flatMap((types) =>
    textsAt(types, 'members').map((fullName) => ({ type: textAt(types, 'name') ?? '', fullName })),
  );
}

function rootOf(text: string): XmlRecord {
  const document = parseXml(text);
  const [root = ''] = Object.keys(document);
  return recordAt(document, root);
}
