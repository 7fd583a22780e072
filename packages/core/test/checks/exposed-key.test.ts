import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluate } from '@cert-health/core';
import type { CheckResult, ExposedKey } from '@cert-health/core';
import { emptyInventory, only, run } from '../fixtures/inventories.ts';

const AT = '2026-06-01T00:00:00Z';
const inFile: ExposedKey = {
  source: 'project.keys',
  name: 'ci/server.key',
  path: 'ci/server.key',
  line: 1,
  form: 'private-key',
  protection: 'none',
};
const inRecord: ExposedKey = {
  ...inFile,
  name: 'Push_Account.Main',
  field: 'CustomMetadata.Private_Key__c',
  path: 'customMetadata/Push_Account.Main.md-meta.xml',
  line: 6,
};
const judge = (...exposedKeys: readonly ExposedKey[]): CheckResult =>
  run('exposed-key', AT, [], { inventory: { exposedKeys } });

describe('exposed-key', () => {
  it('is critical for a key that nothing protects, and names its place', () => {
    const finding = only(judge(inFile));
    assert.equal(finding.severity, 'critical');
    assert.equal(finding.title, 'Whoever sees the file ci/server.key has the private key in it');
    assert.match(finding.detail, /^A private key is there \(line 1\), unprotected\. Whoever has the repository/);
    assert.match(finding.remedy, /^Take this key for known\..* out of the repository and out of its history/);
    assert.deepEqual(finding.evidence, { form: 'private key', protection: 'none', path: 'ci/server.key', line: 1 });
    assert.equal(finding.reference?.path, 'ci/server.key');
  });

  for (const [place, key] of [
    ['the custom metadata record Push_Account.Main, field Private_Key__c', inRecord],
    ['the custom label Caller_Key', { ...inRecord, name: 'Caller_Key', field: 'CustomLabel.value' }],
    ['the Apex class RawSigner', { ...inRecord, name: 'RawSigner', field: 'ApexClass' }],
    ['the Apex trigger OnOrder', { ...inRecord, name: 'OnOrder', field: 'ApexTrigger' }],
    ['the flow Sign', { ...inRecord, name: 'Sign', field: 'Flow.stringValue' }],
    ['ConnectedApp Portal, field certificate', { ...inRecord, name: 'Portal', field: 'ConnectedApp.certificate' }],
  ] as const) {
    it(`calls it ${place}`, () => {
      assert.equal(only(judge(key)).title, `Whoever sees ${place} has the private key in it`);
    });
  }

  it('warns of a keystore under a password', () => {
    const finding = only(judge({ ...inFile, form: 'pkcs12', protection: 'password' }));
    assert.equal(finding.severity, 'warning');
    assert.equal(finding.title, 'Whoever sees the file ci/server.key needs only a password for the private key in it');
    assert.match(finding.detail, /^A keystore \(PKCS#12\) is there \(line 1\), under a password\./);
  });

  it('is critical where the protection is not known', () => {
    assert.equal(only(judge({ ...inFile, protection: 'unknown' })).severity, 'critical');
  });

  it('warns of what looks like a key and could not be read to its end', () => {
    const finding = only(judge({ ...inFile, doubtful: true }));
    assert.equal(finding.severity, 'warning');
    assert.match(finding.title, /^The file ci\/server\.key holds what looks like a private key/);
  });

  it('says of an org who can copy it, and to delete it there', () => {
    const finding = only(judge({ ...inRecord, source: 'org.custom-metadata' }));
    assert.match(finding.detail, /Every user who may see this place in the org can copy it/);
    assert.match(finding.remedy, /Then delete the key here\.$/);
  });

  it('says of a file that was given by name to delete it', () => {
    assert.match(
      only(judge({ ...inFile, source: 'file:ci/server.key' })).remedy,
      /Then delete ci\/server\.key, and every copy/,
    );
  });

  it('tells two keys in one place apart, whatever line they are in', async () => {
    const idsOf = async (...lines: readonly number[]): Promise<string[]> => {
      const inventory = { ...emptyInventory, exposedKeys: lines.map((line) => ({ ...inFile, line })) };
      const report = await evaluate(inventory, { at: new Date(AT), generatedAt: new Date(AT) });
      return report.findings.map(({ id }) => id);
    };
    const ids = await idsOf(1, 30);
    assert.equal(new Set(ids).size, 2);
    assert.deepEqual(await idsOf(11, 40), ids);
  });

  it('has nothing to say where nothing lies open', () => {
    assert.deepEqual(judge(), { observations: [], notChecked: [] });
  });

  it('is undecided where nobody looked', async () => {
    const inventory = { ...emptyInventory };
    delete inventory.exposedKeys;
    const { notChecked, decided } = await evaluate(inventory, { at: new Date(AT), generatedAt: new Date(AT) });
    assert.deepEqual(
      notChecked.filter(({ check }) => check === 'exposed-key').map(({ reason }) => reason),
      ['Nobody looked for private keys.'],
    );
    assert.ok(!decided?.some(({ check }) => check === 'exposed-key'));
  });

  it('is undecided where a place was not read that is searched for keys', async () => {
    for (const id of ['project.keys', 'org.apex', 'org.custom-metadata']) {
      const source = { id, label: id, status: 'failed', items: 0, detail: 'It failed.' } as const;
      const { decided } = await evaluate(
        { ...emptyInventory, sources: [source] },
        { at: new Date(AT), generatedAt: new Date(AT) },
      );
      assert.ok(!decided?.some(({ check }) => check === 'exposed-key'), id);
    }
  });
});
