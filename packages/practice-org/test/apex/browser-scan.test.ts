import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { OrgSnapshot } from '@cert-health/core';
import { fieldsToRead, judgeSnapshot } from '@cert-health/core';
import { acmeFreight } from '../../src/index.ts';
import { now } from '../org-client.ts';
import type { AppOrg, Row } from './app-org.ts';
import { startAppOrg } from './app-org.ts';

let org: AppOrg;
before(async () => {
  org = await startAppOrg({ seed: acmeFreight });
});
after(() => org.close());
afterEach(async () => {
  await org.control('faults', {});
  await org.control('user', { rights: 'admin' });
  await org.control('sample', { certificates: 0 });
});

interface Body {
  readonly name: string;
  readonly text: string | null;
  readonly problem: { readonly kind: string } | null;
}

type Answers = Readonly<
  Record<string, { readonly rows?: readonly Row[]; readonly problem?: { readonly kind: string } }>
>;

async function answers(): Promise<Answers> {
  return (await org.apex<{ answers: Answers }>('BrowserScan.snapshot')).answers;
}

describe('BrowserScan.snapshot', () => {
  it('answers every question with the rows that the Tooling API gives', async () => {
    const all = await answers();
    assert.deepEqual(Object.keys(all).sort(), [
      'assignments',
      'certificates',
      'externalCredentialParameters',
      'externalCredentials',
      'externalDataSources',
      'namedCredentialParameters',
      'namedCredentials',
      'organization',
      'samlSsoConfigs',
    ]);
    const queried = await org.query('SELECT Id FROM NamedCredential', 'tooling/');
    assert.equal(all['namedCredentials']?.rows?.length, queried.json().totalSize);
    const names = all['certificates']?.rows?.map((row) => row['DeveloperName']) ?? [];
    assert.deepEqual(names, [...new Set(names)].sort());
    assert.doesNotMatch(JSON.stringify(all), /"attributes"/);
  });

  it('keeps values of parameters that may be secrets on the server', async () => {
    const { namedCredentialParameters, externalCredentialParameters } = await answers();
    const rows = [...(namedCredentialParameters?.rows ?? []), ...(externalCredentialParameters?.rows ?? [])];
    assert.ok(rows.some((row) => row['ParameterType'] === 'Url' && row['ParameterValue']));
    for (const row of rows) {
      if (!['Url', 'AuthProviderUrl'].includes(String(row['ParameterType'])))
        assert.equal('ParameterValue' in row, false);
    }
  });

  it("is what core's engine judges", async () => {
    const snapshot = await org.apex<OrgSnapshot>('BrowserScan.snapshot');
    const rows = (snapshot.answers.certificates as { rows: readonly { DeveloperName: string }[] }).rows;
    const bodies = await org.apex<Body[]>('BrowserScan.bodies', { names: rows.map((row) => row.DeveloperName) });
    const { report } = await judgeSnapshot(snapshot, bodies as never, {}, now);
    assert.ok(report.findings.some(({ check }) => check === 'expired'));
    assert.equal(report.sources.find(({ id }) => id === 'org.certificates')?.status, 'read');
  });

  it('says what was refused and what is not set up, question by question', async () => {
    await org.control('faults', { deny: 'ManageCertificates' });
    const denied = await answers();
    assert.equal(denied['certificates']?.problem?.kind, 'denied');
    assert.ok(denied['namedCredentials']?.rows);
    await org.control('faults', { 'no-connection': true });
    const cut = await answers();
    assert.equal(cut['certificates']?.problem?.kind, 'not-set-up');
    assert.equal(cut['namedCredentials']?.problem?.kind, 'not-set-up');
    assert.ok(cut['organization']?.rows);
  });
});

describe('BrowserScan.bodies', () => {
  it('gives the content of each certificate in the order asked, and nothing for what is not there', async () => {
    const bodies = await org.apex<Body[]>('BrowserScan.bodies', { names: ['Partner_API_Client', 'Nobody'] });
    assert.match(bodies[0]?.text ?? '', /BEGIN CERTIFICATE/);
    assert.deepEqual(bodies[1], { name: 'Nobody', text: null, problem: null });
    await org.control('faults', { deny: 'CertificateBody' });
    const [refused] = await org.apex<Body[]>('BrowserScan.bodies', { names: ['Partner_API_Client'] });
    assert.equal(refused?.problem?.kind, 'denied');
  });

  it('takes at most 40 names', async () => {
    const names = Array.from({ length: 41 }, (_, index) => `C${index}`);
    assert.match(await org.refusal('BrowserScan.bodies', { names }), /40/);
    assert.equal((await org.apex<Body[]>('BrowserScan.bodies', { names: names.slice(1) })).length, 40);
  });
});

describe('BrowserScan.save and existing', () => {
  const save = (objectName: string, rows: unknown) =>
    org.apex<{ key: string; id: string | null; problem: string | null }[]>('BrowserScan.save', {
      objectName,
      rowsJson: JSON.stringify(rows),
    });

  it('writes rows by their key, once more the same record, and gives them back', async () => {
    const row = { Certificate_Key__c: 'org.certificates/One', Name: 'One', Is_Gone__c: false };
    const [created] = await save('CertHealth_Certificate__c', [row]);
    assert.equal(created?.key, row.Certificate_Key__c);
    assert.equal(created?.problem, null);
    const [updated] = await save('CertHealth_Certificate__c', [{ ...row, Name: 'Uno' }]);
    assert.equal(updated?.id, created?.id);
    const existing = await org.rows('BrowserScan.existing', { objectName: 'CertHealth_Certificate__c' });
    assert.deepEqual(existing, [{ Id: created?.id, ...row, Name: 'Uno' }]);
    const readable = new Set<string>(fieldsToRead('CertHealth_Certificate__c', 'without'));
    assert.ok(Object.keys(existing[0] ?? {}).every((field) => readable.has(field)));
  });

  it('numbers scans and findings, and lets nobody write their names', async () => {
    await save('CertHealth_Finding__c', [{ Finding_Key__c: 'a' }, { Finding_Key__c: 'b' }]);
    assert.equal((await org.rows('BrowserScan.existing', { objectName: 'CertHealth_Finding__c' })).length, 2);
    const [refused] = await save('CertHealth_Finding__c', [{ Finding_Key__c: 'c', Name: 'mine' }]);
    assert.equal(refused?.id, null);
    assert.match(refused?.problem ?? '', /Name/);
  });

  it('refuses a row that is not right, and writes the others', async () => {
    const rows = [
      { Certificate_Key__c: 'x/1', Notes__c: 'mine' },
      { Certificate_Key__c: 'x/2', Unknown__c: 1 },
      { Name: 'no key' },
      { Certificate_Key__c: 'x/3', Valid_From__c: 'yesterday' },
      { Certificate_Key__c: 'x/4', Name: 'Right' },
    ];
    const results = await save('CertHealth_Certificate__c', rows);
    assert.deepEqual(
      results.map(({ id }) => id !== null),
      [false, false, false, false, true],
    );
    assert.ok(results.slice(0, 4).every(({ problem }) => problem !== null && problem !== ''));
  });

  it('writes no other object, no more than 200 rows, and nothing but a list', async () => {
    await org.refusal('BrowserScan.save', { objectName: 'User', rowsJson: '[]' });
    const many = Array.from({ length: 201 }, (_, index) => ({ Use_Key__c: `u${index}` }));
    await org.refusal('BrowserScan.save', { objectName: 'CertHealth_Use__c', rowsJson: JSON.stringify(many) });
    await org.refusal('BrowserScan.save', { objectName: 'CertHealth_Use__c', rowsJson: '{}' });
    await org.refusal('BrowserScan.save', { objectName: 'CertHealth_Use__c', rowsJson: 'no JSON' });
    assert.equal((await save('CertHealth_Use__c', many.slice(1))).length, 200);
  });

  it('is for those only who may scan', async () => {
    await org.control('user', { rights: 'approver' });
    for (const method of ['snapshot', 'existing']) await org.refusal(`BrowserScan.${method}`);
  });

  it('gives rows page by page, of one of the five objects, each once', async () => {
    for (const start of [0, 200, 400, 600]) {
      await save(
        'CertHealth_Use__c',
        Array.from({ length: 200 }, (_, index) => ({ Use_Key__c: `page/${start + index}` })),
      );
    }
    const first = await org.apex<{ rows: Row[] }>('BrowserScan.existing', { objectName: 'CertHealth_Use__c' });
    const all = await org.rows('BrowserScan.existing', { objectName: 'CertHealth_Use__c' });
    assert.equal(first.rows.length, 500);
    assert.equal(new Set(all.map((row) => row['Id'])).size, all.length);
    assert.equal(all.filter((row) => String(row['Use_Key__c']).startsWith('page/')).length, 800);
    await org.refusal('BrowserScan.existing', { objectName: 'User' });
  });

  it('takes no more than a million characters', async () => {
    const rowsJson = JSON.stringify([{ Use_Key__c: 'u', Breaks__c: 'x'.repeat(1_000_000) }]);
    assert.match(await org.refusal('BrowserScan.save', { objectName: 'CertHealth_Use__c', rowsJson }), /1,000,000/);
  });
});
