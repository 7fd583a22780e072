import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { buildUseMap } from '@cert-health/core';
import { metadataXml } from '../fixtures/folder.ts';
import { issue } from '../fixtures/issue.ts';
import type { Issued } from '../fixtures/issue.ts';
import { readFolder, referencesIn, sourceOf } from './read-folder.ts';

describe('certificates of those who come in', () => {
  let client: Issued;
  before(async () => {
    client = await issue({ name: 'Billing', from: '2026-01-01', days: 365 });
  });

  for (const [element, suffix, place, use] of [
    ['InboundCertificate', 'inboundCertificate', 'inbound-certificates', 'inbound-api-mtls'],
    ['UserAuthCertificate', 'userAuthCertificate', 'user-certificates', 'inbound-user-mtls'],
  ] as const) {
    test(`${element}: being on the list is a use, and the reference leads to the certificate`, async (t) => {
      const read = await readFolder(t, {
        [`x/Billing.${suffix}`]: client.pem,
        [`x/Billing.${suffix}-meta.xml`]: metadataXml(element, { masterLabel: 'Billing client' }),
      });
      assert.deepEqual(read.references, [
        { source: `project.${place}`, name: 'Billing', field: element, path: `x/Billing.${suffix}` },
      ]);
      const { uses, unused } = buildUseMap({ org: null, ...read });
      assert.deepEqual(
        uses.map((one) => [one.use, one.name, one.match, one.certificate?.length]),
        [[use, 'Billing', 'carried', 64]],
      );
      assert.deepEqual(unused, []);
      assert.equal(read.holdings[0]?.label, 'Billing client');
    });

    test(`${element}: a body inside the description is read too`, async (t) => {
      const content = Buffer.from(client.pem).toString('base64');
      const read = await readFolder(t, {
        [`x/A.${suffix}-meta.xml`]: metadataXml(element, { content, masterLabel: 'A' }),
        [`y/B.${suffix}`]: metadataXml(element, { content, masterLabel: 'B' }),
      });
      assert.deepEqual(
        read.holdings.map(({ name, certificates, unreadable }) => [name, certificates.length, unreadable]),
        [
          ['A', 1, undefined],
          ['B', 1, undefined],
        ],
      );
      assert.deepEqual(referencesIn(read), [`A ${element}`, `B ${element}`]);
    });

    test(`${element}: a body that nothing describes is read, a description without body says what is missing`, async (t) => {
      const read = await readFolder(t, {
        [`x/Alone.${suffix}`]: client.pem,
        [`x/Lost.${suffix}-meta.xml`]: metadataXml(element, { masterLabel: 'Lost' }),
      });
      assert.deepEqual(
        read.holdings.map(({ name, certificates, unreadable }) => [name, certificates.length, unreadable]),
        [
          ['Alone', 1, undefined],
          ['Lost', 0, `Its .${suffix} file is missing; retrieve it again.`],
        ],
      );
      assert.equal(sourceOf(read, `project.${place}`).items, 2);
    });
  }

  test('two of one name keep their references apart', async (t) => {
    const meta = metadataXml('InboundCertificate', { masterLabel: 'Billing' });
    const other = await issue({ name: 'Other', from: '2026-01-01', days: 365 });
    const read = await readFolder(t, {
      'a/Billing.inboundCertificate': client.pem,
      'a/Billing.inboundCertificate-meta.xml': meta,
      'b/Billing.inboundCertificate': other.pem,
      'b/Billing.inboundCertificate-meta.xml': meta,
    });
    const { uses } = buildUseMap({ org: null, ...read });
    assert.equal(new Set(uses.map(({ certificate }) => certificate)).size, 2);
    assert.ok(uses.every(({ ambiguous }) => !ambiguous));
  });
});
