import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { evaluate } from '@cert-health/core';
import type { Finding } from '@cert-health/core';
import { apex } from '../../../src/org/code/apex.ts';
import { refuse } from '../fake-org.ts';
import { readPlace } from '../place.ts';

const at = new Date('2026-12-01T00:00:00Z');
const STORE = 'MIIKtAIBAzCCCmoGCSqGSIb3DQEHAaCCClsEggpXMIIKUzCCBMcGCSqGSIb3';

/** What is found in an org with one class, `Gateway`, and these answers to what it reads. */
async function findings(body: string, answer: (soql: string) => unknown[] = () => []): Promise<readonly Finding[]> {
  const { source, references } = await readPlace(apex, {
    query: (soql) => {
      if (soql.includes('FROM ApexClass')) return [{ Id: '01p0', Name: 'Gateway', NamespacePrefix: null, Body: body }];
      return soql.includes('FROM ApexTrigger') ? [] : answer(soql);
    },
  });
  const { findings: found } = await evaluate(
    { org: null, sources: [source], holdings: [], references },
    { at, generatedAt: at },
  );
  return found;
}

const sends = (expression: string): string =>
  `public class Gateway {\n  void go(HttpRequest r, Lane__c row) {\n    r.setClientCertificateName(${expression});\n  }\n}`;
const carries = (expression: string): string =>
  `public class Gateway {\n  void go(HttpRequest r, Lane__c row) {\n    r.setClientCertificate(${expression}, 'x');\n  }\n}`;

describe('a name that an org does not tell', () => {
  for (const [says, expression, answer, place] of [
    [
      'a custom setting that may not be read',
      'Edi__c.getInstance().Cert__c',
      () => refuse('INVALID_TYPE'),
      'the custom setting Edi__c.Cert__c',
    ],
    [
      'a custom setting without a record',
      'Edi__c.getInstance().Cert__c',
      () => [],
      'the custom setting Edi__c.Cert__c',
    ],
    [
      'a custom setting that is empty',
      'Edi__c.getInstance().Cert__c',
      () => [{ Name: 'x', Cert__c: null }],
      'the custom setting Edi__c.Cert__c',
    ],
    [
      'a record that is not there',
      "Lane__mdt.getInstance('South').Cert__c",
      () => [{ DeveloperName: 'North', Cert__c: 'X' }],
      'the custom metadata Lane__mdt record South, field Cert__c',
    ],
    ['a label that is not there', 'Label.Cert', () => [], 'the custom label Cert'],
    ['a row', 'row.Cert__c', () => [], 'the record field Lane__c.Cert__c'],
  ] as const) {
    test(`${says} is a finding with line, expression and place`, async () => {
      const [finding, ...more] = await findings(sends(expression), answer);
      assert.ok(finding);
      assert.equal(more.length, 0);
      assert.deepEqual(
        [finding.check, finding.evidence['lines'], finding.evidence['expressions'], finding.evidence['origins']],
        ['computed-name', ['3'], [expression], [place]],
      );
    });
  }
});

describe('a keystore in an org', () => {
  for (const [says, expression, answer, severity, place] of [
    ['in the code', `'${STORE}'`, () => [], 'critical', undefined],
    [
      'in a custom metadata record',
      "Setup__mdt.getInstance('Main').Store__c",
      () => [{ DeveloperName: 'Main', Store__c: STORE }],
      'warning',
      'the custom metadata Setup.Main, field Store__c',
    ],
    [
      'in a custom setting',
      'Edi__c.getInstance().Store__c',
      () => [{ Store__c: STORE }],
      'warning',
      'the custom setting Edi__c.Store__c',
    ],
    [
      'in a label',
      'Label.Store',
      () => [{ Name: 'Store', NamespacePrefix: null, Value: STORE }],
      'warning',
      'the custom label Store',
    ],
    ['in a row', 'row.Store__c', () => [], 'warning', 'the record field Lane__c.Store__c'],
  ] as const) {
    test(`${says} is ${severity}, names the place and repeats nothing`, async () => {
      const all = await findings(carries(expression), answer);
      assert.deepEqual(
        all.map(({ check, severity: found, evidence }) => [check, found, evidence['from']]),
        [['keystore-in-code', severity, place]],
      );
      assert.equal(/written in the code|reads the code/.test(JSON.stringify(all)), place === undefined);
      assert.doesNotMatch(JSON.stringify(all), /MIIKtA|ClsEggpX/);
    });
  }
});
