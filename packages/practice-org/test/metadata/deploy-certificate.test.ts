import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { quietHarbor } from '../../src/index.ts';
import { daysAfter } from '../../src/time/time.ts';
import type { Authorities } from '../../src/seed/authorities.ts';
import { makeAuthorities } from '../../src/seed/authorities.ts';
import { issueLeaf, issueSelfSigned, toPem, validFor } from '../../src/certificates/issue.ts';
import { KeyRing } from '../../src/certificates/key-ring.ts';
import type { KeyPair } from '../../src/certificates/keys.ts';
import { rsaKeyPair } from '../../src/certificates/keys.ts';
import { x509 } from '../../src/certificates/x509-library.ts';
import type { OrgClient } from '../org-client.ts';
import { now, startOrg } from '../org-client.ts';
import { certificateFiles, deployed, packageZip, problemOf } from '../packages.ts';

const signed = '<caSigned>true</caSigned><masterLabel>Signed</masterLabel>';
const selfSigned = '<caSigned>false</caSigned><masterLabel>Own</masterLabel>';

describe('deploying a certificate', () => {
  let org: OrgClient;
  let authorities: Authorities;
  before(async () => {
    [org, authorities] = await Promise.all([startOrg({ seed: quietHarbor }), makeAuthorities(now, new KeyRing())]);
  });
  after(() => org.close());

  const zipOf = (name: string, properties: string, body?: string): Uint8Array =>
    packageZip({ Certificate: [name] }, certificateFiles(name, properties, body));

  /** The record and the body that the org has now. */
  async function held(name: string): Promise<{ row: Record<string, unknown>; body: string }> {
    const soql = `SELECT CertificateChain, KeySize, ExpirationDate, OptionsIsCaSigned, OptionsIsUnusable, OptionsIsPrivateKeyExportable FROM Certificate WHERE DeveloperName = '${name}'`;
    const [row] = (await org.query<{ CertificateChain: string }>(soql, 'tooling/')).json().records;
    assert.ok(row !== undefined, `${name} is not there`);
    return { row: { ...row }, body: (await org.get(row.CertificateChain)).text };
  }

  /** Has the private authority sign what the org requests. */
  async function signedChain(request: string): Promise<string[]> {
    const { publicKey } = new x509.Pkcs10CertificateRequest(request);
    const issuer = authorities.acme;
    const leaf = await issueLeaf({
      subject: 'CN=Signed, O=Practice',
      publicKey: (await publicKey.export()) as KeyPair['publicKey'],
      issuer,
      purposes: ['clientAuth'],
      ...validFor(daysAfter(now, -1), 90),
    });
    return [toPem([leaf]), toPem([issuer.certificate])];
  }

  it('that signs for itself makes key and certificate in the org, by its own pattern', async () => {
    await deployed(org, zipOf('Own_Key', selfSigned));
    const { row, body } = await held('Own_Key');
    const certificate = new X509Certificate(body);
    assert.equal(
      certificate.subject.split('\n').join(', '),
      `CN=Own_Key, OU=${org.orgId.slice(0, 15)}, O=Salesforce.com, L=San Francisco, ST=CA, C=USA`,
    );
    assert.deepEqual([row['OptionsIsCaSigned'], row['OptionsIsUnusable'], row['KeySize']], [false, false, 2048]);
    assert.equal(row['ExpirationDate'], '2027-11-22');
    assert.equal(row['OptionsIsPrivateKeyExportable'], true, 'exportable unless said otherwise');
  });

  it('that signs for itself ignores the file that was sent', async () => {
    const stranger = await issueSelfSigned({
      subject: 'CN=Stranger',
      keys: await rsaKeyPair(2048),
      ...validFor(now, 30),
    });
    await deployed(org, zipOf('Not_Yours', selfSigned, toPem([stranger])));
    assert.doesNotMatch(new X509Certificate((await held('Not_Yours')).body).subject, /Stranger/);
  });

  it('that a CA signs becomes a request, and the signed chain completes it', async () => {
    await deployed(org, zipOf('Partner_2027', signed));
    const waiting = await held('Partner_2027');
    assert.match(waiting.body, /^-----BEGIN CERTIFICATE REQUEST-----/);
    assert.deepEqual([waiting.row['OptionsIsUnusable'], waiting.row['ExpirationDate']], [true, null]);

    const chain = await signedChain(waiting.body);
    await deployed(org, zipOf('Partner_2027', signed, chain.join('')));
    const complete = await held('Partner_2027');
    assert.equal(complete.body, chain.join(''));
    assert.deepEqual([complete.row['OptionsIsUnusable'], complete.row['ExpirationDate']], [false, '2027-02-19']);
  });

  it('takes the subject of its request from the certificate that was sent along', async () => {
    const template = await issueSelfSigned({
      subject: 'CN=api.acmefreight.example, O=Acme Freight Inc',
      keys: await rsaKeyPair(2048),
      ...validFor(now, 1),
    });
    await deployed(org, zipOf('With_Subject', signed, toPem([template])));
    const request = new x509.Pkcs10CertificateRequest((await held('With_Subject')).body);
    assert.equal(request.subject, 'CN=api.acmefreight.example, O=Acme Freight Inc');
  });

  it('refuses a chain for another key, and leaves the request waiting', async () => {
    await deployed(org, zipOf('Wrong_Key', signed));
    const { publicKey } = await rsaKeyPair(2048);
    const leaf = await issueLeaf({
      subject: 'CN=Wrong',
      publicKey,
      issuer: authorities.acme,
      purposes: ['clientAuth'],
      ...validFor(now, 90),
    });
    assert.match(await problemOf(org, zipOf('Wrong_Key', signed, toPem([leaf]))), /not issued for the key/);
    assert.equal((await held('Wrong_Key')).row['OptionsIsUnusable'], true);
  });

  it('refuses a chain that is out of order', async () => {
    await deployed(org, zipOf('Disorder', signed));
    const [leaf = '', intermediate = ''] = await signedChain((await held('Disorder')).body);
    const root = toPem([authorities.acmeRoot.certificate]);
    assert.match(await problemOf(org, zipOf('Disorder', signed, leaf + root + intermediate)), /not in order/);
  });

  it('takes a renewed chain for the same key', async () => {
    await deployed(org, zipOf('Renewed', signed));
    const request = (await held('Renewed')).body;
    for (const chain of [await signedChain(request), await signedChain(request)]) {
      await deployed(org, zipOf('Renewed', signed, chain.join('')));
      assert.equal((await held('Renewed')).body, chain.join(''));
    }
    const { publicKey } = await rsaKeyPair(2048);
    const stranger = await issueLeaf({
      subject: 'CN=Renewed',
      publicKey,
      issuer: authorities.acme,
      purposes: ['clientAuth'],
      ...validFor(now, 90),
    });
    assert.match(await problemOf(org, zipOf('Renewed', signed, toPem([stranger]))), /not issued for the key/);
  });

  it('refuses a file that only looks like a certificate', async () => {
    const broken = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
    assert.match(await problemOf(org, zipOf('Broken', signed, broken)), /no certificate that can be read/);
    await deployed(org, zipOf('Broken', signed));
    assert.match(await problemOf(org, zipOf('Broken', signed, broken)), /no certificate that can be read/);
  });

  it('keeps a request when it is deployed again without a chain', async () => {
    await deployed(org, zipOf('Patience', signed));
    const before = (await held('Patience')).body;
    await deployed(org, zipOf('Patience', signed));
    assert.equal((await held('Patience')).body, before);
  });

  it('keeps the key of a self-signed certificate that is deployed again', async () => {
    await deployed(org, zipOf('Steady', selfSigned));
    const before = (await held('Steady')).body;
    await deployed(org, zipOf('Steady', selfSigned));
    assert.equal((await held('Steady')).body, before);
  });

  it('refuses to change type or key size', async () => {
    await deployed(org, zipOf('Fixed', signed));
    assert.match(await problemOf(org, zipOf('Fixed', selfSigned)), /cannot be changed/);
    assert.match(await problemOf(org, zipOf('Fixed', `${signed}<keySize>4096</keySize>`)), /cannot be changed/);
  });

  it('refuses properties that Salesforce refuses', async () => {
    const problem = (properties: string, name = 'Refused') => problemOf(org, zipOf(name, properties));
    assert.match(await problem('<caSigned>true</caSigned>'), /masterLabel/);
    assert.match(
      await problem(`<caSigned>true</caSigned><masterLabel>${'x'.repeat(65)}</masterLabel>`),
      /max length=64/,
    );
    assert.match(await problem(`${signed}<keySize>1024</keySize>`), /keySize/);
    assert.match(await problem(`${signed}<expirationDate>2027-01-01</expirationDate>`), /xsd:dateTime/);
    for (const name of ['1st', 'Two__Lines', 'Trailing_', 'With-Dash']) {
      assert.match(await problem(signed, name), /unique name/, name);
    }
  });
});
