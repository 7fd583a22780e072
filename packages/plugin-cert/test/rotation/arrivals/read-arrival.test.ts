import assert from 'node:assert/strict';
import { createHash, createSign } from 'node:crypto';
import { before, describe, test } from 'node:test';
import { parseCertificate } from '@cert-health/core';
import type { Certificate } from '@cert-health/core';
import { chooseNew } from '../../../src/rotation/arrivals/choose-new.ts';
import { readArrival } from '../../../src/rotation/arrivals/read-arrival.ts';
import { StepProblem } from '../../../src/rotation/execution/step-problem.ts';
import { exportKey, issue } from '../../fixtures/issue.ts';
import type { Issued } from '../../fixtures/issue.ts';
import { issuer, metadataOf } from '../execution/carried-company.ts';

const from = 'https://idp.example/metadata';
const at = new Date('2027-01-05T10:00:00Z');
const made = (start: string, days: number, name = 'idp.example'): Promise<Issued> =>
  issue({ name, from: start, days, rsaBits: 2048 });

let [inUse, next, later, ended, stranger] = [] as unknown as [Issued, Issued, Issued, Issued, Issued];
before(async () => {
  [inUse, next, later, ended, stranger] = await Promise.all([
    made('2026-01-20', 365),
    made('2027-01-01', 365),
    made('2027-02-01', 365),
    made('2025-01-01', 365),
    made('2027-01-01', 365, 'stranger.example'),
  ]);
});

const certificateOf = ({ der }: Issued): Certificate => parseCertificate(der);
const arrival = (content: string | Uint8Array, of: string | null = issuer) =>
  readArrival(typeof content === 'string' ? Buffer.from(content) : content, {
    from,
    inUse: certificateOf(inUse),
    issuer: of ?? undefined,
  });
const chosen = (content: string | Uint8Array) => chooseNew(arrival(content), certificateOf(inUse), { from, at });
const leafOf = (content: string | Uint8Array): string | undefined => {
  const end = chosen(content);
  return 'chain' in end ? end.chain[0]?.fingerprint : undefined;
};
const refused = (content: string | Uint8Array, says: RegExp, of: string | null = issuer): void =>
  assert.throws(
    () => arrival(content, of),
    (error: unknown) => error instanceof StepProblem && says.test(error.message),
  );

describe('what comes in place of a certificate of somebody else', () => {
  test('is the one certificate that is not in use, from metadata or a file', () => {
    const wanted = certificateOf(next).fingerprint;
    for (const content of [
      metadataOf([inUse, next]),
      metadataOf([next]),
      metadataOf([next, ended, inUse]),
      next.pem,
      inUse.pem + next.pem,
      next.pem + inUse.pem,
      next.der,
    ]) {
      assert.equal(leafOf(content), wanted);
    }
  });

  test('is waited for as long as there is none', () => {
    assert.match(JSON.stringify(chosen(metadataOf([inUse]))), /the certificate that is in use, and no other yet/);
    assert.match(JSON.stringify(chosen(metadataOf([inUse, ended]))), /the other one ended on Wed 31 Dec 2025/);
    const early = chosen(metadataOf([inUse, later]));
    assert.ok('waits' in early);
    assert.equal(early.until?.toISOString(), '2027-02-01T00:00:00.000Z');
  });

  test('is never guessed among several', () => {
    assert.throws(() => chosen(metadataOf([inUse, next, later])), /gives 2 certificates beside the one in use/);
  });

  test('is refused where it is something else', async () => {
    refused('<!DOCTYPE html><html><body>Log in</body></html>', /gives a web page in place of metadata/);
    refused(' <html>', /a web page/);
    refused(
      metadataOf([next], 'https://other.example'),
      /is about https:\/\/other\.example, and the configuration expects another/,
    );
    refused(metadataOf([next]), /names no issuer to compare it with/, null);
    refused(metadataOf([]), /names no certificate of a key that signs/);
    refused(metadataOf([next]).replaceAll('IDPSSO', 'SPSSO'), /of a service provider/);
    refused('{"keys":[]}', /holds no certificate that can be read/);
    refused('', /holds no certificate that can be read/);
    refused(next.pem + (await exportKey(next)), /holds a private key, which only its owner may have/);
  });

  test('tells what is known of how it came', () => {
    const notes = (...keys: Issued[]): string => arrival(metadataOf(keys)).notes.join(' ');
    assert.match(notes(inUse, next), /not signed.*2 certificates are announced/);
    assert.match(notes(next), /not announced any more: the identity provider may sign with the new key already/);
    assert.deepEqual(arrival(next.pem).notes, []);
  });
});

describe('a signature on metadata', () => {
  const SIGNATURE = 'http://www.w3.org/2000/09/xmldsig#';
  const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';

  /** Metadata in canonical form with its signature, made with Node's own cryptography. */
  async function signed(by: Issued, keys: readonly Issued[], brings = true): Promise<string> {
    const bare = metadataOf(keys)
      .replace(/^<\?.*\?>\n/, '')
      .replace(/ entityID/, ' ID="_m1" entityID');
    const digest = createHash('sha256').update(bare).digest('base64');
    const info = `<ds:SignedInfo xmlns:ds="${SIGNATURE}"><ds:CanonicalizationMethod Algorithm="${EXCLUSIVE}"></ds:CanonicalizationMethod><ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"></ds:SignatureMethod><ds:Reference URI="#_m1"><ds:Transforms><ds:Transform Algorithm="${SIGNATURE}enveloped-signature"></ds:Transform><ds:Transform Algorithm="${EXCLUSIVE}"></ds:Transform></ds:Transforms><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></ds:DigestMethod><ds:DigestValue>${digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>`;
    const value = createSign('sha256')
      .update(info)
      .sign(await exportKey(by), 'base64');
    const key = brings
      ? `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${Buffer.from(by.der).toString('base64')}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>`
      : '';
    const signature = `<ds:Signature xmlns:ds="${SIGNATURE}">${info.replace(` xmlns:ds="${SIGNATURE}"`, '')}<ds:SignatureValue>${value}</ds:SignatureValue>${key}</ds:Signature>`;
    return bare.replace('><md:IDPSSODescriptor', `>${signature}<md:IDPSSODescriptor`);
  }
  const note = (text: string): string | undefined => arrival(text).notes[0];

  test('of the key that the org believes vouches for it', async () => {
    assert.match(note(await signed(inUse, [inUse, next])) ?? '', /signed with the key that the org believes today/);
  });

  test('of any other key says that it is whole, and no more', async () => {
    assert.match(note(await signed(next, [inUse, next])) ?? '', /a key that it announces itself/);
    assert.match(note(await signed(stranger, [inUse, next])) ?? '', /a key that the org does not know/);
    assert.match(note(await signed(stranger, [inUse, next], false)) ?? '', /in a way that cannot be checked here/);
  });

  test('that is not over what stands there makes it refused', async () => {
    const text = await signed(inUse, [inUse, next]);
    const body = (one: Issued): string => Buffer.from(one.der).toString('base64');
    const altered = text.replace(
      `${body(next)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`,
      `${body(stranger)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`,
    );
    assert.notEqual(altered, text);
    refused(altered, /is signed, and is not what was signed/);
  });
});
