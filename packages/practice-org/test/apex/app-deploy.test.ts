import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { quietHarbor } from '../../src/index.ts';
import type { OrgClient } from '../org-client.ts';
import { data, startOrg } from '../org-client.ts';
import { deploy, deployed, packageZip } from '../packages.ts';

const field = (name: string, more: string): string =>
  `<fields><fullName>${name}</fullName><label>${name}</label>${more}</fields>`;
const object = `<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata">
  <enableHistory>true</enableHistory>
  ${field('Key__c', '<type>Text</type><length>20</length><externalId>true</externalId>')}
  ${field('Status__c', '<type>Text</type><length>20</length><trackHistory>true</trackHistory>')}
  <listViews><fullName>All</fullName></listViews>
  <nameField><type>AutoNumber</type><displayFormat>T-{000}</displayFormat><label>Number</label></nameField>
</CustomObject>`;

const bundle = {
  'lwc/hello/hello.js': 'export default class Hello {}',
  'lwc/hello/hello.html': '<template></template>',
  'lwc/hello/hello.js-meta.xml': '<LightningComponentBundle><isExposed>true</isExposed></LightningComponentBundle>',
};

let org: OrgClient;
before(async () => {
  org = await startOrg({ seed: quietHarbor });
});
after(() => org.close());

describe('deploying an app', () => {
  it('takes components, tabs, applications, reports and what an object brings along', async () => {
    const zip = packageZip(
      {
        LightningComponentBundle: ['hello'],
        CustomTab: ['Hello'],
        CustomApplication: ['Hello'],
        CustomPermission: ['Hello'],
        Report: ['Folder/', 'Folder/Hello'],
        CustomObject: ['Thing__c'],
        CustomField: ['Thing__c.Key__c', 'Thing__c.Status__c'],
        ListView: ['Thing__c.All'],
      },
      {
        ...bundle,
        'tabs/Hello.tab': '<CustomTab><lwcComponent>hello</lwcComponent></CustomTab>',
        'applications/Hello.app': '<CustomApplication><label>Hello</label></CustomApplication>',
        'customPermissions/Hello.customPermission': '<CustomPermission><label>Hello</label></CustomPermission>',
        'reports/Folder/Hello.report': '<Report><name>Hello</name></Report>',
        'reports/Folder-meta.xml': '<ReportFolder><name>Folder</name></ReportFolder>',
        'objects/Thing__c.object': object,
      },
    );
    const { details } = await deployed(org, zip);
    assert.deepEqual(
      details.componentSuccesses
        .map(({ fullName }) => fullName)
        .filter((name) => name !== '' && name !== 'package.xml')
        .sort(),
      ['Folder/Hello', 'Hello', 'Hello', 'Hello', 'Thing__c', 'hello'],
    );
  });

  it('misses a field that the manifest names and the object does not have', async () => {
    const zip = packageZip(
      { CustomObject: ['Thing__c'], CustomField: ['Thing__c.Other__c'] },
      { 'objects/Thing__c.object': object },
    );
    const { success, details } = await deploy(org, zip);
    assert.equal(success, false);
    assert.match(details.componentFailures[0]?.problem ?? '', /Thing__c\.Other__c/);
  });

  it('refuses a component without its script', async () => {
    const rest = Object.fromEntries(Object.entries(bundle).filter(([file]) => !file.endsWith('.js')));
    const { success } = await deploy(org, packageZip({ LightningComponentBundle: ['hello'] }, rest));
    assert.equal(success, false);
  });
});

describe('records of a deployed object', () => {
  it('are numbered by the org, which keeps what became of the fields it tracks', async () => {
    const path = `${data}/sobjects/Thing__c/Key__c/a`;
    assert.equal((await org.request('PATCH', path, { Status__c: 'new' })).status, 201);
    assert.equal((await org.request('PATCH', path, { Status__c: 'old' })).status, 200);
    await org.request('PATCH', `${data}/sobjects/Thing__c/Key__c/b`, {});
    const { records } = (
      await org.query<{ Name: string; Status__c: string }>('SELECT Name, Status__c FROM Thing__c')
    ).json();
    assert.deepEqual(
      records.map(({ Name, Status__c }) => [Name, Status__c]),
      [
        ['T-001', 'old'],
        ['T-002', null],
      ],
    );
    assert.equal((await org.request('PATCH', path, { Name: 'mine' })).status, 400);
  });
});
