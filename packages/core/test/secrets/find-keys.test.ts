import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findKeys, keyInOctets } from '@cert-health/core';
import { issue, request } from '../fixtures/certificates.ts';
import {
  bouncyCastle,
  javaKeystore,
  pkcs12With,
  planted,
  plantedSecrets,
  publicKeyPem,
} from '../fixtures/planted-secrets.ts';

const certificate = await issue({ subject: 'CN=client' });
const csr = await request('CN=client');
const bare = (text: string): string => text.replaceAll(/-----[^-]+-----|\s/g, '');

/** What is found, without its place. */
const found = (text: string): string[] =>
  findKeys(text).map(({ protection, certainty }) => `${certainty}, ${protection}`);

describe('a secret key', () => {
  for (const { face, text, bytes, protection } of plantedSecrets) {
    const certainty = face === 'PEM cut off' ? 'likely' : 'certain';
    it(`is found as ${face}`, () => {
      assert.deepEqual(found(text), [`${certainty}, ${protection}`]);
      if (bytes) assert.equal(keyInOctets(bytes)?.protection, protection);
    });

    it(`is found as ${face} among other text, from its beginning to its end`, () => {
      const around = `key = "${text.trim()}"; // and so on\n`;
      const [span, ...others] = findKeys(around);
      assert.deepEqual(others, []);
      const covered = around.slice(span?.start, span?.end).length / text.trim().length;
      assert.ok(covered > 0.85, `${covered}`);
    });
  }

  it('is found in what contains it: base64 of JSON of PEM', () => {
    const inner = planted('a service account in JSON').text;
    assert.deepEqual(found(Buffer.from(inner).toString('base64')), ['certain, none']);
  });

  for (const [how, written] of [
    ['pieces of a literal', (text: string) => `'${text.match(/.{1,50}/g)?.join("' +\n        '")}'`],
    ['constants one after the other', constants],
    ['statements that add to a text', (text: string) => `s = '${text.match(/.{1,60}/g)?.join("';\n    s += '")}';`],
    ['calls that add to a text', (text: string) => `b.append("${text.match(/.{1,60}/g)?.join('");\n  b.append("')}");`],
    ['a list of lines', (text: string) => JSON.stringify(text.match(/.{1,64}/g), null, 2)],
    [
      'lines of a comment',
      (text: string) =>
        text
          .match(/.{1,64}/g)
          ?.map((line) => `    // ${line}`)
          .join('\n') ?? '',
    ],
    ['XML', (text: string) => `<value>${text.match(/.{1,64}/g)?.join('&#xa;')}</value>`],
    [
      'YAML',
      (text: string) =>
        `key: |\n${text
          .match(/.{1,64}/g)
          ?.map((line) => `    ${line}`)
          .join('\n')}\n`,
    ],
    ['an address', (text: string) => `https://acme.example/?key=${encodeURIComponent(text)}`],
  ] as const) {
    it(`is found in ${how}`, () => {
      assert.deepEqual(found(written(planted('base64 of DER').text)), ['certain, none']);
    });
  }

  it('is told apart from the next one', () => {
    const both = planted('PKCS#8 in PEM').text + planted('SEC 1 in PEM').text;
    assert.deepEqual(found(both), ['certain, none', 'certain, none']);
  });

  it('is found beside a certificate, which it does not take along', () => {
    const [span] = findKeys(certificate.pem + planted('PKCS#1 in PEM').text);
    assert.equal(span?.start, certificate.pem.length);
  });

  it('that is damaged is likely one: it goes on for long, and its structure does not end', () => {
    const damaged = planted('PKCS#8 in PEM').text.replace(/\n.{64}\n/, '\n????\n');
    assert.deepEqual(found(damaged), ['likely, none']);
  });
});

/** A part that repeats what the platform makes of a value written in several constants. */
function constants(text: string): string {
  const pieces = text.match(/.{1,60}/g) ?? [];
  return pieces.map((piece, n) => `  private static final String PART_${n} = '${piece}';`).join('\n');
}

describe('what is no secret key', () => {
  for (const [what, text] of [
    ['a certificate in PEM', certificate.pem],
    ['a certificate in base64', bare(certificate.pem)],
    ['a certificate in hex', Buffer.from(certificate.certificate.der).toString('hex')],
    ['a signing request', csr],
    ['a public key', publicKeyPem],
    ['a public key in base64', bare(publicKeyPem)],
    ['a public JSON Web Key', '{"kty":"EC","crv":"P-256","x":"Zm9vYmFyYmF6cXV4Zm9v","y":"Zm9vYmFyYmF6cXV4YmFy"}'],
    ['a token', `eyJhbGciOiJSUzI1NiJ9.${Buffer.from('{"iss":"acme"}').toString('base64url')}.${'c2ln'.repeat(20)}`],
    ['a fingerprint', certificate.certificate.fingerprint],
    ['a fingerprint that begins as DER does', `3082${certificate.certificate.fingerprint.slice(4)}`],
    ['words in capitals', 'MAXIMUM_LENGTH_OF_ALL_NAMES MAINTENANCE_WINDOW MODULE MARKETING'],
    ['a placeholder', '-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----'],
    [
      'code that speaks of keys',
      "pem.replace('-----BEGIN PRIVATE KEY-----', '').replace('-----END PRIVATE KEY-----', '')",
    ],
    ['a Java keystore of roots', javaKeystore('jks', 'certificate').toString('base64')],
    ['a PKCS#12 file of roots', pkcs12With('certificates').toString('base64')],
    ['a picture', 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk'],
    ['nothing', ''],
  ] as const) {
    it(`is ${what}`, () => assert.deepEqual(findKeys(text), []));
  }

  it('is a keystore of certificates, whoever wrote it', () => {
    for (const bytes of [
      javaKeystore('jks', 'certificate'),
      javaKeystore('jceks', 'certificate'),
      bouncyCastle('bks', 'certificate'),
      pkcs12With('certificates'),
    ])
      assert.equal(keyInOctets(bytes), undefined);
  });

  it('is the example of a manual, of which only a trace is there', () => {
    const example = `-----BEGIN PRIVATE KEY-----\n${bare(planted('PKCS#8 in PEM').text).slice(0, 60)}...\n-----END PRIVATE KEY-----`;
    assert.deepEqual(found(example), ['trace, none']);
  });
});

describe('a search for keys', () => {
  it('ends soon in texts that are made to be hard to look through', () => {
    for (const text of [
      'M'.repeat(300_000),
      '"'.repeat(100_000),
      `MIIEvQ${"' +  ".repeat(50_000)}`,
      `-----BEGIN PRIVATE KEY-----${' \n'.repeat(100_000)}`,
      '-----BEGIN PRIVATE KEY-----\nMIIE'.repeat(2_000),
      '{"kty":"RSA",'.repeat(3_000),
      '30820201'.repeat(20_000),
    ]) {
      // A search that goes over the same text again and again would not end within the time of a test run.
      assert.ok(findKeys(text).length <= 4_000);
    }
  });
});
