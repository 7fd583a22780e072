import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildUseMap } from '@cert-health/core';
import { certificateMeta, metadataXml } from '../fixtures/folder.ts';
import { issue } from '../fixtures/issue.ts';
import { readFolder, referencesIn, sourceOf } from './read-folder.ts';

const record = (values: Readonly<Record<string, string>>): string => {
  const inner = Object.entries(values).map(([field, value]) => `<values><field>${field}</field>${value}</values>\n`);
  return `<CustomMetadata>\n${inner.join('')}</CustomMetadata>`;
};
const value = (text: string): string => `<value xsi:type="xsd:string">${text}</value>`;
const flow = (...texts: readonly string[]): string =>
  `<Flow>\n${texts.map((text) => `<constants><value><stringValue>${text}</stringValue></value></constants>\n`).join('')}</Flow>`;
const label = (fullName: string, text: string): string =>
  `<labels>\n<fullName>${fullName}</fullName>\n<value>${text}</value>\n</labels>\n`;

const known = { certificateNames: ['Partner', 'Partner_2', 'acme__Client', 'R_D'] };

describe('texts that are names of certificates', () => {
  test('are found in custom metadata, labels and flows; a text that merely contains one is not', async (t) => {
    const read = await readFolder(
      t,
      {
        'm/Api.Main.md-meta.xml': record({
          Cert__c: value('Partner'),
          Note__c: value('Partner API'),
          Nil__c: '<value xsi:nil="true"/>',
        }),
        'm/Api.Old.md': record({ Cert__c: value('ACME__CLIENT') }),
        'l/CustomLabels.labels': `<CustomLabels>${label('Cert', 'Partner')}${label('Other', 'The Partner')}</CustomLabels>`,
        'f/Call.flow-meta.xml': flow('x', 'Partner_2', 'R_D', 'Partner'),
      },
      known,
    );
    assert.deepEqual(referencesIn(read), [
      'Api.Main CustomMetadata.values.value Partner',
      'Api.Old CustomMetadata.values.value ACME__CLIENT',
      'Cert CustomLabel.value Partner',
      'Call Flow.stringValue Partner_2',
      'Call Flow.stringValue R_D',
    ]);
    assert.deepEqual(
      read.references.map(({ line }) => line),
      [2, 2, 1, 3, 4],
    );
    assert.equal(sourceOf(read, 'project.flows').detail, '1 entry found.');
  });

  test('commented out text is no text', async (t) => {
    const xml = flow('x').replace('</Flow>', '<!-- <stringValue>Partner_2</stringValue> --></Flow>');
    assert.deepEqual((await readFolder(t, { 'f/A.flow-meta.xml': xml }, known)).references, []);
  });

  test('are the names of the certificates in the project, and of those that the caller knows', async (t) => {
    const { pem } = await issue({ name: 'Own', from: '2026-01-01', days: 365 });
    const files = {
      'certs/Own_1.crt': pem,
      'certs/Own_1.crt-meta.xml': certificateMeta({ masterLabel: 'Label' }),
      'loose/server.pem': pem,
      'f/A.flow': flow('own_1', 'Partner_2', 'Label', 'loose/server.pem'),
    };
    assert.deepEqual(referencesIn(await readFolder(t, files)), ['A Flow.stringValue own_1']);
    assert.equal((await readFolder(t, files, known)).references.length, 2);
  });

  test('make a certificate used, for something that is not told', async (t) => {
    const { pem } = await issue({ name: 'Own', from: '2026-01-01', days: 365 });
    const read = await readFolder(t, {
      'certs/Own_1.crt': pem,
      'certs/Own_1.crt-meta.xml': certificateMeta({ masterLabel: 'Own' }),
      'm/Api.Main.md-meta.xml': record({ Cert__c: value('Own_1') }),
      'f/A.flow': flow('Own_1'),
    });
    const { uses, others, unused } = buildUseMap({ org: null, ...read });
    assert.deepEqual([uses, unused], [[], []]);
    assert.deepEqual(
      others.map(({ match, reference }) => [match, reference.field]),
      [
        ['name', 'CustomMetadata.values.value'],
        ['name', 'Flow.stringValue'],
      ],
    );
  });

  test('a file that was cut off is told; without names to look for no file is opened', async (t) => {
    const files = {
      'f/Cut.flow-meta.xml': '<Flow><constants>',
      'm/Api.Cut.md-meta.xml': '<CustomMetadata><values>',
      'l/CustomLabels.labels-meta.xml': metadataXml('CustomLabel', {}),
    };
    const read = await readFolder(t, files, known);
    for (const [id, said] of [
      ['project.flows', /Cut\.flow-meta\.xml is not well-formed XML/],
      ['project.custom-metadata', /Api\.Cut\.md-meta\.xml is not well-formed XML/],
      ['project.custom-labels', /is a CustomLabel, which its name does not say/],
    ] as const) {
      assert.equal(sourceOf(read, id).status, 'failed', id);
      assert.match(sourceOf(read, id).detail, said);
    }
    assert.equal(sourceOf(await readFolder(t, files), 'project.flows').status, 'read');
  });
});
