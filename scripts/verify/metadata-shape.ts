/** Elements, values and kinds of values in metadata files that the Metadata API does not know. */
import { globSync } from 'node:fs';
import { join } from 'node:path';
import type { Issue } from './issue.ts';
import type { MetadataField, MetadataTypes } from './metadata-types.ts';
import { metadataTypes } from './metadata-types.ts';
import type { XmlRecord } from './xml-file.ts';
import { all, readXml } from './xml-file.ts';

/**
 * Checks each `*-meta.xml` below a folder against its type. It knows no rules across fields, such as "a text needs a
 * length": those only an org tells.
 */
export function metadataShape(folder: string, types: MetadataTypes = metadataTypes()): Issue[] {
  return globSync('**/*-meta.xml', { cwd: folder }).flatMap((file): Issue[] => {
    try {
      const { type, root } = readXml(join(folder, file));
      const fields = types.get(type);
      if (!fields) return [{ file, message: `<${type}> is no metadata type.` }];
      return problemsIn(root, fields, type, types).map((message) => ({ file, message }));
    } catch (error) {
      return [{ file, message: error instanceof Error ? error.message : String(error) }];
    }
  });
}

function problemsIn(
  record: XmlRecord,
  fields: ReadonlyMap<string, MetadataField>,
  where: string,
  types: MetadataTypes,
): string[] {
  return Object.keys(record).flatMap((name) => {
    const field = fields.get(name);
    const place = `${where}.${name}`;
    if (!field) return [`${place} does not exist${nearest(name, fields)}.`];
    const values = all(record, name);
    const repeated = values.length > 1 && !field.many ? [`${place} may stand there once only.`] : [];
    return [...repeated, ...values.flatMap((value) => problemsOf(value, field, place, types))];
  });
}

function problemsOf(value: string | XmlRecord, field: MetadataField, place: string, types: MetadataTypes): string[] {
  if (typeof value !== 'string') {
    const inner = types.get(field.type);
    return inner && inner.size > 0 ? problemsIn(value, inner, place, types) : [];
  }
  if (field.values && !field.values.has(value)) return [`${place} cannot be '${value}'.`];
  if (field.type === 'boolean' && value !== 'true' && value !== 'false') return [`${place} is true or false.`];
  if (field.type === 'number' && !/^-?\d+(\.\d+)?$/.test(value)) return [`${place} is a number, not '${value}'.`];
  return [];
}

function nearest(name: string, fields: ReadonlyMap<string, MetadataField>): string {
  const same = [...fields.keys()].find((field) => field.toLowerCase() === name.toLowerCase());
  return same ? ` (it is spelt ${same})` : '';
}
