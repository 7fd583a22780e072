import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { certificate, DAY_1, DAY_2, DAY_3, fingerprintOf, holding, report, source, use } from './made-report.ts';
import { RecordStore, rowsPlanned, without } from './record-store.ts';

const key = 'outbound-apex-mtls/org.named-credentials/A_Callout/NamedCredential.certificate/A';
const parts = { certificates: [certificate('A')], uses: [use('A')] };

describe('a use in the records', () => {
  it('says what refers to which certificate, and refers to its row', () => {
    const store = new RecordStore();
    store.publish(report(parts));
    assert.deepEqual(without(store.row('CertHealth_Use__c', key), 'Id'), {
      Use_Key__c: key,
      Name: 'A_Callout',
      Use__c: 'outbound-apex-mtls',
      Certificate_Name__c: 'A',
      Certificate__c: store.certificate('A')['Id'],
      Referrer__c: 'A_Callout',
      Field__c: 'NamedCredential.certificate',
      Source__c: 'org.named-credentials',
      Managed_By__c: 'customer',
      Breaks__c: 'calls to the partner',
      Is_Gone__c: false,
      First_Seen_At__c: DAY_1,
      Last_Seen_At__c: DAY_1,
    });
  });

  it('that nothing tells is a row with an empty use, and no use of its certificate', () => {
    const reference = { source: 'org.custom-metadata', name: 'Partner.Main', field: 'CustomMetadata.values.value' };
    const named = use('A', { use: null, reference });
    const store = new RecordStore();
    store.publish(report({ ...parts, uses: [use('A'), named] }));
    const row = store.row('CertHealth_Use__c', 'no-use/org.custom-metadata/Partner.Main/CustomMetadata.values.value/A');
    assert.deepEqual([row['Use__c'] ?? null, row['Referrer__c']], [null, 'Partner.Main']);
    assert.equal(row['Certificate__c'], store.certificate('A')['Id']);
    assert.equal(store.certificate('A')['Uses__c'], 'outbound-apex-mtls');
    // Where the next scan does not look there it stays, and is still no use.
    store.publish(report({ ...parts, at: DAY_2 }));
    assert.equal(store.certificate('A')['Uses__c'], 'outbound-apex-mtls');
  });

  it('of an app goes by the name of the app', () => {
    const reference = {
      source: 'org.external-client-apps',
      name: 'Relay_glbloauth',
      label: 'Relay',
      field: 'ExtlClntAppGlobalOauthSettings.certificate',
    };
    const store = new RecordStore();
    store.publish(report({ ...parts, uses: [use('A', { reference })] }));
    const [stored = ''] = store.keys('CertHealth_Use__c');
    const row = store.row('CertHealth_Use__c', stored);
    assert.deepEqual([row['Name'], row['Referrer__c']], ['Relay', 'Relay_glbloauth']);
  });

  it('with a path has the path in its key', () => {
    const inCode = use('A', {
      reference: { source: 'org.apex', name: 'Gateway', field: 'ApexClass', path: 'Gateway.cls' },
    });
    const [planned] = rowsPlanned(new RecordStore().plan(report({ uses: [inCode] }))).filter(
      ({ object }) => object === 'CertHealth_Use__c',
    );
    assert.equal(planned?.key, 'outbound-apex-mtls/org.apex/Gateway/ApexClass/A/Gateway.cls');
  });

  it('that names its certificate on several lines is one row', () => {
    const store = new RecordStore();
    store.publish(report({ ...parts, uses: [use('A'), use('A')] }));
    assert.deepEqual(store.keys('CertHealth_Use__c'), [key]);
  });

  it('means the holding of its own place first, then the one of its name', () => {
    const both = certificate('A', {
      holdings: [holding('A'), holding('Okta', { source: 'org.saml', kind: 'trusted' })],
    });
    const carried = use('Okta', {
      certificate: fingerprintOf('A'),
      reference: { source: 'org.saml', name: 'Okta', field: 'validationCert' },
    });
    const store = new RecordStore();
    store.publish(report({ certificates: [both], uses: [use('A'), carried] }));
    const linked = store.keys('CertHealth_Use__c').map((one) => store.row('CertHealth_Use__c', one)['Certificate__c']);
    assert.deepEqual(linked, [store.certificate('A')['Id'], store.certificate('Okta', 'org.saml')['Id']]);
  });

  it('of a certificate that was not read is that of the pending one of the name', () => {
    const store = new RecordStore();
    store.publish(
      report({ pending: [{ ...holding('A'), reason: 'waiting' }], uses: [use('A', { certificate: null })] }),
    );
    assert.equal(store.row('CertHealth_Use__c', key)['Certificate__c'], store.certificate('A')['Id']);
  });

  it('of what only a handshake shows refers to no row', () => {
    const store = new RecordStore();
    store.publish(report({ uses: [use('api.example', { certificate: null })] }));
    const [only] = store.keys('CertHealth_Use__c');
    assert.equal(store.row('CertHealth_Use__c', only as string)['Certificate__c'], undefined);
  });

  it('is gone when the place where it was configured was read without it', () => {
    const store = new RecordStore();
    store.publish(report(parts));
    store.publish(report({ ...parts, at: DAY_2, uses: [] }));
    assert.equal(store.row('CertHealth_Use__c', key)['Is_Gone__c'], true);
    assert.equal(store.certificate('A')['Uses__c'], null);
    store.publish(report({ ...parts, at: DAY_3 }));
    assert.equal(store.row('CertHealth_Use__c', key)['Is_Gone__c'], false);
  });

  it('stays, and its certificate is used for it, when that place was not read', () => {
    const store = new RecordStore();
    store.publish(report(parts));
    const sources = [source('org.certificates'), source('org.named-credentials', 'failed')];
    store.publish(report({ ...parts, at: DAY_2, sources, uses: [] }), { origin: 'browser' });
    assert.equal(store.row('CertHealth_Use__c', key)['Is_Gone__c'], false);
    assert.equal(store.certificate('A')['Uses__c'], 'outbound-apex-mtls');
  });

  it('stays when the list of its certificate was not read: it may go by a record Id then', () => {
    const store = new RecordStore();
    store.publish(report(parts));
    const sources = [source('org.certificates', 'denied'), source('org.named-credentials')];
    store.publish(report({ at: DAY_2, sources, uses: [use('0P1000000000001AAA', { certificate: null })] }));
    assert.equal(store.row('CertHealth_Use__c', key)['Is_Gone__c'], false);
  });
});
