import { glob, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Org } from '../org/org.ts';
import { parseXml, recordAt, recordsAt, textAt } from '../soap/xml.ts';
import type { XmlRecord } from '../soap/xml.ts';

/**
 * Puts the objects, labels and permission sets of an SFDX source folder into the org, without a deployment: tests need
 * them at once. They are what the answers of Apex stand on.
 */
export async function deployApp(org: Org, folder: string): Promise<void> {
  const put = (type: string, fullName: string, values: XmlRecord): void => {
    const now = org.now();
    org.put({ type, fullName, id: org.newId('Component'), createdDate: now, lastModifiedDate: now, values });
  };
  for await (const file of glob('**/objects/*/*.object-meta.xml', { cwd: folder })) {
    const fields: XmlRecord[] = [];
    for await (const field of glob('fields/*.field-meta.xml', { cwd: join(folder, dirname(file)) })) {
      fields.push(await documentAt(join(folder, dirname(file), field), 'CustomField'));
    }
    const values = { ...(await documentAt(join(folder, file), 'CustomObject')), fields };
    put('CustomObject', basename(file, '.object-meta.xml'), values);
  }
  for await (const file of glob('**/labels/*.labels-meta.xml', { cwd: folder })) {
    put('CustomLabels', 'CustomLabels', await documentAt(join(folder, file), 'CustomLabels'));
  }
  for await (const file of glob('**/permissionsets/*.permissionset-meta.xml', { cwd: folder })) {
    const values = await documentAt(join(folder, file), 'PermissionSet');
    put('PermissionSet', basename(file, '.permissionset-meta.xml'), values);
  }
}

async function documentAt(file: string, root: string): Promise<XmlRecord> {
  return recordAt(parseXml(await readFile(file, 'utf8')), root);
}

/** What Apex says: `System.Label.<name>` of the app that was deployed, with its `{0}` filled. */
export function label(org: Org, name: string, filling = ''): string {
  const labels = org.components().filter(({ type }) => type === 'CustomLabels');
  const found = labels
    .flatMap(({ values }) => recordsAt(values, 'labels'))
    .find((record) => textAt(record, 'fullName') === name);
  return (textAt(found ?? {}, 'value') ?? name).replace('{0}', filling);
}
