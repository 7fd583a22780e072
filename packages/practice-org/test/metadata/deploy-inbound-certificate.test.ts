import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { quietHarbor } from '../../src/index.ts';
import type { Authorities } from '../../src/seed/authorities.ts';
import { makeAuthorities } from '../../src/seed/authorities.ts';
import { KeyRing } from '../../src/certificates/key-ring.ts';
import { clientChain, selfSignedClient } from '../client-chains.ts';
import type { OrgClient } from '../org-client.ts';
import { now, startOrg } from '../org-client.ts';
import { deployed, packageZip, problemOf } from '../packages.ts';

const fields = {
  expirationDate: '2021-02-04',
  issuer: 'CN=Somebody',
  masterLabel: 'Billing',
  serialId: '29161320252531323757470546071624',
};

describe('deploying an entry of the mutual authentication list', () => {
  let org: OrgClient;
  let authorities: Authorities;
  before(async () => {
    [org, authorities] = await Promise.all([startOrg({ seed: quietHarbor }), makeAuthorities(now, new KeyRing())]);
  });
  after(() => org.close());

  const zipOf = (name: string, content: string, properties: Record<string, string> = fields): Uint8Array => {
    const path = `inboundCertificates/${name}.inboundCertificate`;
    const lines = Object.entries(properties).map(([field, value]) => `<${field}>${value}</${field}>`);
    return packageZip(
      { InboundCertificate: [name] },
      { [path]: content, [`${path}-meta.xml`]: `<InboundCertificate>${lines.join('')}</InboundCertificate>` },
    );
  };

  it('tells of the certificate in its file, whatever the properties say', async () => {
    const chain = await clientChain(authorities);
    await deployed(org, zipOf('Billing', chain.join('')));
    const { text } = await org.soap('readMetadata', '<type>InboundCertificate</type><fullNames>Billing</fullNames>');
    const leaf = new X509Certificate(chain[0]);
    assert.match(text, new RegExp(new Date(leaf.validTo).toISOString().slice(0, 10)));
    assert.match(text, new RegExp(leaf.serialNumber, 'i'));
    const again = zipOf('Billing_2', chain.join(''));
    assert.match(await problemOf(org, again), /on the list already, as Billing/);
  });

  it('refuses what no client can come with', async () => {
    const [leaf, issuer] = await clientChain(authorities);
    const [server] = await clientChain(authorities, ['serverAuth']);
    for (const [content, wanted] of [
      ['', /holds no certificate/],
      [`${leaf}${leaf}`, /not in order/],
      [`${server}${issuer}`, /not for client authentication/],
      [await selfSignedClient(), /is self-signed/],
      [`${leaf}-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n`, /holds a private key/],
    ] as const) {
      assert.match(await problemOf(org, zipOf('Other', content)), wanted);
    }
  });

  it('wants all four properties, and a label that is short enough', async () => {
    const chain = (await clientChain(authorities)).join('');
    for (const field of Object.keys(fields)) {
      const rest = Object.fromEntries(Object.entries(fields).filter(([name]) => name !== field));
      assert.match(await problemOf(org, zipOf('Other', chain, rest)), new RegExp(`missing: ${field}`));
    }
    assert.match(await problemOf(org, zipOf('Other', chain, { ...fields, masterLabel: 'x'.repeat(65) })), /too large/);
    assert.match(await problemOf(org, zipOf('Other', chain, { ...fields, expirationDate: 'soon' })), /no date/);
  });
});
