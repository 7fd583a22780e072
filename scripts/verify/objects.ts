/** Objects that queries may name, with their fields and relationships. */
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { standardObjectArchive } from './apex-library.ts';
import { classFields } from './class-file.ts';
import { readXml, text } from './xml-file.ts';

export interface QueryObject {
  readonly name: string;
  /** Lower-case names. */
  readonly fields: ReadonlySet<string>;
  /** Lower-case relationship name to the object it leads to; `*` where it may lead to several. */
  readonly parents: ReadonlyMap<string, string>;
  readonly children: ReadonlyMap<string, string>;
}

export type FindObject = (name: string) => QueryObject | undefined;

const custom = ['Id', 'Name', 'OwnerId', 'IsDeleted', 'CreatedById', 'CreatedDate', 'LastModifiedById'];
const everywhere = [...custom, 'LastModifiedDate', 'SystemModstamp', 'LastViewedDate', 'LastReferencedDate'];
const inMetadata = ['Id', 'DeveloperName', 'Label', 'MasterLabel', 'Language', 'NamespacePrefix', 'QualifiedApiName'];

/** The objects of a folder in source format, then the standard ones. */
export function objectsOf(folder: string): FindObject {
  const own = projectObjects(folder);
  const standard = standardObjects();
  return (name) => own.get(name.toLowerCase()) ?? standard(name);
}

function projectObjects(folder: string): Map<string, QueryObject> {
  const names = globSync('**/objects/*/*.object-meta.xml', { cwd: folder }).map((file) => basename(dirname(file)));
  const found = new Map<string, { fields: Set<string>; parents: Map<string, string>; children: Map<string, string> }>();
  for (const name of names) {
    const standard = name.endsWith('__mdt') ? inMetadata : everywhere;
    const parents: [string, string][] = name.endsWith('__mdt')
      ? []
      : [
          ['owner', '*'],
          ['createdby', 'User'],
          ['lastmodifiedby', 'User'],
        ];
    found.set(name, { fields: new Set(standard.map(lower)), parents: new Map(parents), children: new Map() });
  }
  for (const file of globSync('**/objects/*/fields/*.field-meta.xml', { cwd: folder })) {
    const { root } = readXml(join(folder, file));
    const owner = basename(dirname(dirname(file)));
    const field = text(root, 'fullName') ?? '';
    found.get(owner)?.fields.add(lower(field));
    const target = text(root, 'referenceTo');
    if (target === undefined) continue;
    found.get(owner)?.parents.set(lower(field.replace(/__c$/, '__r')), target);
    const children = text(root, 'relationshipName');
    if (children) found.get(target)?.children.set(lower(`${children}__r`), owner);
  }
  const objects = new Map([...found].map(([name, parts]) => [lower(name), { name, ...parts }]));
  for (const { name, fields } of [...objects.values()]) addHistory(objects, name, fields);
  return objects;
}

/** `X__History` is there once an object keeps history. Source: Object Reference, StandardObjectNameHistory. */
function addHistory(objects: Map<string, QueryObject>, name: string, fields: ReadonlySet<string>): void {
  if (!name.endsWith('__c') || !fields.has('ownerid')) return;
  const history = name.replace(/__c$/, '__History');
  const known = [
    'Id',
    'ParentId',
    'Field',
    'OldValue',
    'NewValue',
    'DataType',
    'CreatedById',
    'CreatedDate',
    'IsDeleted',
  ];
  const parents = new Map([
    ['parent', name],
    ['createdby', 'User'],
  ]);
  objects.set(lower(history), { name: history, fields: new Set(known.map(lower)), parents, children: new Map() });
}

/** Reads a standard object's class file when it is asked for: there are 4,500 of them. */
function standardObjects(): FindObject {
  const archive = new Uint8Array(readFileSync(standardObjectArchive()));
  const known = new Map<string, QueryObject | undefined>();
  return (name) => {
    const key = lower(name);
    if (!known.has(key)) known.set(key, readStandard(archive, key));
    return known.get(key);
  };
}

function readStandard(archive: Uint8Array, name: string): QueryObject | undefined {
  const files = unzipSync(archive, {
    filter: ({ name: path }) => lower(path).endsWith(`/sobjects/${name}.class`),
  });
  const [[path, bytes] = []] = Object.entries(files);
  if (!path || !bytes) return undefined;
  const fields = new Set<string>();
  const parents = new Map<string, string>();
  const children = new Map<string, string>();
  for (const field of classFields(bytes)) {
    const parent = /^Lcom\/nawforce\/runforce\/SObjects\/(\w+);$/.exec(field.descriptor)?.[1];
    if (field.isStatic) continue;
    if (parent) parents.set(lower(field.name), parent === 'Name' ? '*' : parent);
    else if (field.descriptor.startsWith('['))
      children.set(lower(field.name), field.descriptor.replace(/^.*\/(\w+);$/, '$1'));
    else fields.add(lower(field.name));
  }
  return { name: basename(path, '.class'), fields, parents, children };
}

function lower(name: string): string {
  return name.toLowerCase();
}
