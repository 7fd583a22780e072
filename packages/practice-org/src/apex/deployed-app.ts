import { glob, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { formulasOf } from '../dml/formulas.ts';
import type { Component } from '../org/component.ts';
import type { Org } from '../org/org.ts';
import { parseXml, recordAt } from '../xml/xml.ts';
import type { XmlRecord } from '../xml/xml.ts';

/** What of an app's folder lies in files of their own: metadata type → where and by which ending. */
const fileTypes: Readonly<Record<string, { readonly folder: string; readonly suffix: string }>> = {
  CustomLabels: { folder: 'labels', suffix: 'labels' },
  CustomPermission: { folder: 'customPermissions', suffix: 'customPermission' },
  CustomNotificationType: { folder: 'notificationtypes', suffix: 'notiftype' },
  CustomTab: { folder: 'tabs', suffix: 'tab' },
  CustomMetadata: { folder: 'customMetadata', suffix: 'md' },
  PermissionSet: { folder: 'permissionsets', suffix: 'permissionset' },
  NamedCredential: { folder: 'namedCredentials', suffix: 'namedCredential' },
  ExternalCredential: { folder: 'externalCredentials', suffix: 'externalCredential' },
  ApexClass: { folder: 'classes', suffix: 'cls' },
};

/** What of an object lies in files of its own: element of CustomObject → metadata type and ending. */
const objectParts: Readonly<Record<string, { readonly type: string; readonly suffix: string }>> = {
  fields: { type: 'CustomField', suffix: 'field' },
  validationRules: { type: 'ValidationRule', suffix: 'validationRule' },
};

/**
 * Puts the objects, labels, permissions and settings of an SFDX source folder into the org, without a deployment: tests need
 * them at once. They are what the answers of Apex stand on.
 *
 * @param filled What takes the place of a file's text.
 * @throws {FormulaError} for a formula that is not evaluated here
 */
export async function deployApp(
  org: Org,
  folder: string,
  filled: (text: string) => string = (text) => text,
): Promise<void> {
  const now = org.now();
  const component = (type: string, fullName: string, values: XmlRecord): Component => ({
    type,
    fullName,
    id: org.newComponentId(type, fullName),
    createdDate: now,
    lastModifiedDate: now,
    values,
  });
  org.put(...(await objectsOf(folder)).map(([fullName, values]) => component('CustomObject', fullName, values)));
  for (const schema of Object.values(org.customObjects())) formulasOf(schema);
  const others = await Promise.all(
    Object.entries(fileTypes).map(async ([type, { folder: home, suffix }]) => {
      const files = await filesOf(folder, `**/${home}/*.${suffix}-meta.xml`);
      return Promise.all(
        files.map(async (file) => {
          const path = join(folder, file);
          const name = basename(file, `.${suffix}-meta.xml`);
          const values = recordAt(parseXml(filled(await readFile(path, 'utf8'))), type);
          if (type !== 'ApexClass') return component(type, name, values);
          return { ...component(type, name, values), content: await readFile(path.replace(/-meta\.xml$/, ''), 'utf8') };
        }),
      );
    }),
  );
  org.put(...others.flat());
}

async function objectsOf(folder: string): Promise<[string, XmlRecord][]> {
  const files = await filesOf(folder, '**/objects/*/*.object-meta.xml');
  return Promise.all(
    files.map(async (file): Promise<[string, XmlRecord]> => {
      const home = join(folder, dirname(file));
      const parts = await Promise.all(
        Object.entries(objectParts).map(async ([element, { type, suffix }]): Promise<[string, XmlRecord[]]> => {
          const names = await filesOf(home, `${element}/*.${suffix}-meta.xml`);
          return [element, await Promise.all(names.map((name) => documentAt(join(home, name), type)))];
        }),
      );
      const values = { ...(await documentAt(join(folder, file), 'CustomObject')), ...Object.fromEntries(parts) };
      return [basename(file, '.object-meta.xml'), values];
    }),
  );
}

/** In the order of their names, so that Ids are the same every time. */
async function filesOf(folder: string, pattern: string): Promise<string[]> {
  const files: string[] = [];
  for await (const file of glob(pattern, { cwd: folder })) files.push(file);
  return files.sort();
}

async function documentAt(file: string, root: string): Promise<XmlRecord> {
  return recordAt(parseXml(await readFile(file, 'utf8')), root);
}
