import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { identityProvider } from '../../../src/org/logins/identity-provider.ts';
import { publicKeyCertificates } from '../../../src/org/logins/public-key-certificates.ts';
import { issueChain } from '../../fixtures/issue.ts';
import { refuse } from '../fake-org.ts';
import { readPlace } from '../place.ts';

describe('the org as an identity provider', () => {
  const settings = (values: object) => ({
    components: { IdentityProviderSettings: { IdentityProvider: { ...values } } },
  });

  test('names what it signs assertions with; booleans may be text', async () => {
    for (const enableIdentityProvider of [true, 'true']) {
      const { lines, asked } = await readPlace(
        identityProvider,
        settings({ certificateName: 'Idp', enableIdentityProvider }),
      );
      assert.deepEqual(lines, ['IdentityProvider IdentityProviderSettings.certificateName → Idp']);
      assert.equal(asked.filter((one) => one.startsWith('read')).length, 1);
    }
  });

  test('that is switched off names its certificate all the same, which cannot be deleted then', async () => {
    const { lines, source } = await readPlace(
      identityProvider,
      settings({ certificateName: 'Idp', enableIdentityProvider: 'false' }),
    );
    assert.equal(lines.length, 1);
    assert.equal(source.detail, '1 entry found. The org is not an identity provider at present.');
  });

  test('without a certificate names none', async () => {
    const { lines, source } = await readPlace(identityProvider, settings({ enableIdentityProvider: 'false' }));
    assert.deepEqual([lines, source.status], [[], 'read']);
  });

  test('that may not be read is denied', async () => {
    const { source } = await readPlace(identityProvider, { readMetadata: () => refuse('INSUFFICIENT_ACCESS') });
    assert.equal(source.permission, 'Modify Metadata Through Metadata API Functions');
  });
});

describe('public key certificates', () => {
  let chain: string[] = [];
  before(async () => {
    const { leaf, intermediate } = await issueChain({ name: 'Chat' });
    chain = [leaf, intermediate].map(({ der }) => Buffer.from(der).toString('base64'));
  });
  const read = (jsonWebKey: string) =>
    readPlace(publicKeyCertificates, {
      components: { PublicKeyCertificate: { Chat: { masterLabel: 'Chat', jsonWebKey } } },
    });

  test('carry the chain of their JSON Web Key', async () => {
    const { holdings, lines } = await read(JSON.stringify({ kty: 'EC', x5c: chain }));
    assert.deepEqual(
      holdings[0]?.certificates.map(({ subject }) => subject.text),
      ['CN=Chat', 'CN=Test Intermediate'],
    );
    assert.deepEqual(lines, ['Chat PublicKeyCertificate.jsonWebKey']);
  });

  test('may be a set of keys', async () => {
    const { holdings } = await read(JSON.stringify({ keys: [{ kty: 'EC', x5c: chain.slice(0, 1) }, { kty: 'RSA' }] }));
    assert.equal(holdings[0]?.certificates.length, 1);
  });

  test('that are a bare key hold no certificate, which is said and is no gap', async () => {
    const { holdings, lines, source } = await read(JSON.stringify({ kty: 'RSA', n: 'AQAB' }));
    assert.deepEqual([holdings, lines], [[], []]);
    assert.equal(source.status, 'read');
    assert.match(source.detail, /1 bare key without a certificate/);
  });

  for (const [what, text] of [
    ['no JSON', '{"x5c": ['],
    ['JSON of another kind', 'null'],
    ['a chain of something else', '{"x5c": ["not a certificate", 7]}'],
  ] as const) {
    test(`that are ${what} are read without a crash, and never called a certificate`, async () => {
      const { holdings } = await read(text);
      assert.ok(holdings.every(({ certificates, unreadable }) => certificates.length === 0 && unreadable));
    });
  }

  test('that the org does not have are unavailable', async () => {
    assert.equal((await readPlace(publicKeyCertificates, {})).source.status, 'unavailable');
  });
});
