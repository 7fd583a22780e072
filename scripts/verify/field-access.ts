/** Fields that a permission set forgets: their values would be missing without a word. */
import { globSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Issue } from './issue.ts';
import { readXml, records, text } from './xml-file.ts';

/**
 * Every permission set that reads an object reads all of its fields. Required fields and names take no permission of
 * their own. Source: Metadata API Developer Guide, PermissionSet, fieldPermissions. A set that does not show the app is for a
 * program, which knows what it asks for: it has all fields of what it writes.
 */
export function fieldAccess(folder: string): Issue[] {
  const fields = globSync('**/objects/*__c/fields/*.field-meta.xml', { cwd: folder })
    .map((file) => ({ object: basename(dirname(dirname(file))), root: readXml(join(folder, file)).root }))
    .filter(({ root }) => text(root, 'required') !== 'true' && text(root, 'type') !== 'MasterDetail')
    .map(({ object, root }) => ({ object, name: `${object}.${text(root, 'fullName')}` }));
  return globSync('**/*.permissionset-meta.xml', { cwd: folder }).flatMap((file) => {
    const { root } = readXml(join(folder, file));
    const isForPeople = records(root, 'applicationVisibilities').length > 0;
    const objects = new Set(
      records(root, 'objectPermissions')
        .filter((entry) => isForPeople || text(entry, 'allowCreate') === 'true' || text(entry, 'allowEdit') === 'true')
        .map((entry) => text(entry, 'object')),
    );
    const granted = new Set(records(root, 'fieldPermissions').map((entry) => text(entry, 'field')));
    return fields
      .filter(({ object, name }) => objects.has(object) && !granted.has(name))
      .map(({ name }) => ({ file, message: `${name} is not in it: its holders would see it empty.` }));
  });
}
