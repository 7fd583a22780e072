import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { fieldAccess } from '../../verify/field-access.ts';
import { metadataReferences } from '../../verify/metadata-references.ts';
import { metadataShape } from '../../verify/metadata-shape.ts';
import { objectsOf } from '../../verify/objects.ts';
import { projectSchemas } from '../../verify/project-schemas.ts';
import { appFolder, meta, parcel } from './app-folder.ts';

function shape(test: TestContext, name: string, text: string): string[] {
  return metadataShape(appFolder(test, { [name]: text })).map(({ message }) => message);
}

function references(test: TestContext, files: Readonly<Record<string, string>>): string[] {
  const folder = appFolder(test, { ...parcel, ...files });
  return metadataReferences(folder, objectsOf(folder)).map(({ message }) => message);
}

const access = (body: string): Record<string, string> => ({
  'permissionsets/Clerk.permissionset-meta.xml': meta('PermissionSet', `<label>Clerk</label>${body}`),
});

describe('the shape of metadata', () => {
  it('is what the Metadata API declares', (test) => {
    assert.deepEqual(metadataShape(appFolder(test, parcel)), []);
  });

  it('has no element that does not exist, at any depth', (test) => {
    const outer = meta('CustomField', '<fullName>A__c</fullName><lenght>3</lenght>');
    assert.deepEqual(shape(test, 'A__c.field-meta.xml', outer), ['CustomField.lenght does not exist.']);
    const inner = meta('PermissionSet', '<label>A</label><classAccesses><apexClas>B</apexClas></classAccesses>');
    assert.deepEqual(shape(test, 'A.permissionset-meta.xml', inner), [
      'PermissionSet.classAccesses.apexClas does not exist.',
    ]);
    const spelt = meta('CustomField', '<FullName>A__c</FullName>');
    assert.deepEqual(shape(test, 'A__c.field-meta.xml', spelt), [
      'CustomField.FullName does not exist (it is spelt fullName).',
    ]);
  });

  it('has no value that a field cannot have', (test) => {
    const wrong = meta('CustomField', '<type>Strin</type><externalId>yes</externalId><length>long</length>');
    assert.deepEqual(shape(test, 'A__c.field-meta.xml', wrong), [
      "CustomField.type cannot be 'Strin'.",
      'CustomField.externalId is true or false.',
      "CustomField.length is a number, not 'long'.",
    ]);
  });

  it('has an element once where one is meant', (test) => {
    const twice = meta('CustomField', '<label>A</label><label>B</label>');
    assert.deepEqual(shape(test, 'A__c.field-meta.xml', twice), ['CustomField.label may stand there once only.']);
  });

  it('is XML of a known type', (test) => {
    assert.deepEqual(shape(test, 'A.thing-meta.xml', meta('Thing', '')), ['<Thing> is no metadata type.']);
    assert.match(shape(test, 'A.field-meta.xml', '<CustomField><label></CustomField>')[0] ?? '', /line 1/);
  });
});

describe('the names in metadata', () => {
  it('may lead to what is in the app or to standard things', (test) => {
    const good = access(
      '<fieldPermissions><field>Parcel__c.Weight__c</field></fieldPermissions><objectPermissions><object>Parcel__c</object></objectPermissions>' +
        '<tabSettings><tab>standard-report</tab></tabSettings>',
    );
    assert.deepEqual(references(test, good), []);
  });

  it('are refused in a permission set when they lead to nothing', (test) => {
    const bad = access(
      '<classAccesses><apexClass>Gone</apexClass></classAccesses><fieldPermissions><field>Parcel__c.Size__c</field></fieldPermissions>' +
        '<objectPermissions><object>Letter__c</object></objectPermissions><tabSettings><tab>Parcel__c</tab></tabSettings>',
    );
    assert.deepEqual(references(test, bad), [
      "'Gone' (cls) is not in this app.",
      "'Parcel__c' (tab) is not in this app.",
      "There is no object 'Letter__c'.",
      "Parcel__c has no field 'Size__c'.",
    ]);
  });

  it('are refused in tabs, list views, layouts and lookups', (test) => {
    const tab = { 'tabs/Home.tab-meta.xml': meta('CustomTab', '<lwcComponent>homePage</lwcComponent>') };
    assert.deepEqual(references(test, tab), ["'homePage' (lwc) is not in this app."]);
    const view = {
      'objects/Parcel__c/listViews/All.listView-meta.xml': meta(
        'ListView',
        '<columns>NAME</columns><columns>Size__c</columns>',
      ),
    };
    assert.deepEqual(references(test, view), ["Parcel__c has no field 'Size__c'."]);
    const layout = {
      'layouts/Parcel__c-Parcel.layout-meta.xml': meta(
        'Layout',
        '<layoutSections><layoutColumns><layoutItems><field>Size__c</field></layoutItems></layoutColumns></layoutSections>',
      ),
    };
    assert.deepEqual(references(test, layout), ["Parcel__c has no field 'Size__c'."]);
    const lookup = {
      'objects/Parcel__c/fields/Van__c.field-meta.xml': meta(
        'CustomField',
        '<fullName>Van__c</fullName><referenceTo>Van__c</referenceTo>',
      ),
    };
    assert.deepEqual(references(test, lookup), ["There is no object 'Van__c'."]);
  });

  it('are looked up in what is deployed before, for what is deployed by itself', (test) => {
    const dashboard = {
      'dashboards/Overview.dashboard-meta.xml': meta('Dashboard', '<report>Parcels/Heavy</report>'),
    };
    const app = appFolder(test, { ...parcel, 'reports/Parcels/Heavy.report-meta.xml': meta('Report', '') });
    const folder = appFolder(test, dashboard);
    const told = (before?: string) => metadataReferences(folder, objectsOf(app), before).map(({ message }) => message);
    assert.deepEqual(told(app), []);
    assert.deepEqual(told(), ["'Heavy' (report) is not in this app."]);
  });

  it('say the time frame of a report, by a field that is there', (test) => {
    const report = (frame: string): Record<string, string> => ({
      'reports/Parcels/Heavy.report-meta.xml': meta('Report', `<name>Heavy</name>${frame}`),
    });
    const frame = (field: string): string =>
      `<timeFrameFilter><dateColumn>Parcel__c$${field}</dateColumn><interval>INTERVAL_CUSTOM</interval></timeFrameFilter>`;
    assert.deepEqual(references(test, report(frame('Weight__c'))), []);
    assert.deepEqual(references(test, report('')), [
      'It says no time frame; INTERVAL_CUSTOM without dates is all time.',
    ]);
    assert.deepEqual(references(test, report(frame('Size__c'))), ["Parcel__c has no field 'Size__c'."]);
  });
});

describe('the fields that a permission set shows', () => {
  const app =
    '<applicationVisibilities><application>Post</application><visible>true</visible></applicationVisibilities>';
  const object = (rights: string): string =>
    `<objectPermissions>${rights}<allowRead>true</allowRead><object>Parcel__c</object></objectPermissions>`;
  const reads = `${app}${object('')}`;

  it('are, in the set of a program, those that it asks for, and all of what it writes', (test) => {
    const weight = '<fieldPermissions><field>Parcel__c.Weight__c</field></fieldPermissions>';
    const ofProgram = (rights: string): number =>
      fieldAccess(appFolder(test, { ...parcel, ...access(`${object(rights)}${weight}`) })).length;
    assert.equal(ofProgram('<allowCreate>false</allowCreate><allowEdit>false</allowEdit>'), 0);
    assert.equal(ofProgram('<allowCreate>true</allowCreate><allowEdit>false</allowEdit>'), 1);
    assert.equal(ofProgram('<allowCreate>false</allowCreate><allowEdit>true</allowEdit>'), 1);
  });

  it('are all fields of the objects that it reads', (test) => {
    const some = access(`${reads}<fieldPermissions><field>Parcel__c.Weight__c</field></fieldPermissions>`);
    const issues = fieldAccess(appFolder(test, { ...parcel, ...some }));
    assert.deepEqual(
      issues.map(({ message }) => message),
      ['Parcel__c.Parent__c is not in it: its holders would see it empty.'],
    );
  });

  it('need not be named where a field is required', (test) => {
    const required = {
      'objects/Parcel__c/fields/Weight__c.field-meta.xml': meta(
        'CustomField',
        '<fullName>Weight__c</fullName><required>true</required>',
      ),
    };
    const rest = access(`${reads}<fieldPermissions><field>Parcel__c.Parent__c</field></fieldPermissions>`);
    assert.deepEqual(fieldAccess(appFolder(test, { ...parcel, ...required, ...rest })), []);
  });
});

describe('the files that sf reads first', () => {
  const project = JSON.stringify({
    packageDirectories: [{ path: 'force-app', default: true }],
    sourceApiVersion: '66.0',
  });

  it('follow the published schemas', (test) => {
    const good = {
      'sfdx-project.json': project,
      'config/project-scratch-def.json': '{"orgName":"A","edition":"Developer"}',
    };
    assert.deepEqual(projectSchemas(appFolder(test, good)), []);
  });

  it('are refused when they do not', (test) => {
    const bad = {
      'sfdx-project.json': '{"packageDirectories":[{}]}',
      'config/project-scratch-def.json': '{"edition":"Cheap"}',
    };
    const files = projectSchemas(appFolder(test, bad)).map(({ file }) => file);
    assert.ok(files.includes('sfdx-project.json') && files.includes('config/project-scratch-def.json'), files.join());
  });
});
