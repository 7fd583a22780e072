/** A small app in a folder of its own, for the gates to find mistakes in. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';

export function appFolder(test: TestContext, files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'app-'));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

export const meta = (type: string, body: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${type} xmlns="http://soap.sforce.com/2006/04/metadata">${body}</${type}>\n`;

export const classMeta = meta('ApexClass', '<apiVersion>66.0</apiVersion><status>Active</status>');

/** An object with one text field and a lookup to itself. */
export const parcel = {
  'objects/Parcel__c/Parcel__c.object-meta.xml': meta('CustomObject', '<label>Parcel</label>'),
  'objects/Parcel__c/fields/Weight__c.field-meta.xml': meta(
    'CustomField',
    '<fullName>Weight__c</fullName><type>Number</type>',
  ),
  'objects/Parcel__c/fields/Parent__c.field-meta.xml': meta(
    'CustomField',
    '<fullName>Parent__c</fullName><type>Lookup</type><referenceTo>Parcel__c</referenceTo><relationshipName>Parts</relationshipName>',
  ),
};

export function apexClass(name: string, body: string): Record<string, string> {
  return { [`classes/${name}.cls`]: body, [`classes/${name}.cls-meta.xml`]: classMeta };
}
