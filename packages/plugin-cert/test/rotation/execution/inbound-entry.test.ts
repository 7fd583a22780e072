import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { parseCertificate } from '@cert-health/core';
import type { Certificate } from '@cert-health/core';
import { entryProperties } from '../../../src/rotation/execution/inbound-entry.ts';
import { companyOfClients } from './company-of-clients.ts';

const first = (chain: string): Certificate => parseCertificate(chain.slice(0, chain.indexOf('-----END') + 25));

describe('the properties of a new entry of the mutual authentication list', () => {
  let old: Certificate;
  let fresh: Certificate;
  before(async () => {
    const world = await companyOfClients();
    [old, fresh] = [first(await world.chainFor('client', 30)), first(await world.chainFor('client'))];
  });
  const written = (properties: string) =>
    Object.fromEntries(
      [...entryProperties('Billing_202701', fresh, { properties, leaf: old }).matchAll(/<(\w+)>([^<]*)<\/\1>/g)].map(
        ([, field = '', value = '']) => [field, value],
      ),
    );
  const decimal = (certificate: Certificate): string => BigInt(`0x${certificate.serialNumber}`).toString();

  test('are spelt as in the example of the guide where the one that is there tells nothing', () => {
    assert.deepEqual(written('<InboundCertificate/>'), {
      expirationDate: fresh.notAfter.toISOString().slice(0, 10),
      issuer: fresh.issuer.text.replaceAll(', ', ','),
      masterLabel: 'Billing 202701',
      serialId: decimal(fresh),
    });
  });

  test('are spelt as the one that is there', () => {
    const spelt = written(
      `<expirationDate>${old.notAfter.toISOString()}</expirationDate><issuer>${old.issuer.text}</issuer><serialId>${old.serialNumber}</serialId>`,
    );
    assert.deepEqual(
      [spelt['expirationDate'], spelt['issuer'], spelt['serialId']],
      [fresh.notAfter.toISOString(), fresh.issuer.text, fresh.serialNumber],
    );
    const backward = old.issuer.text.split(', ').reverse().join(',');
    assert.equal(written(`<issuer>${backward}</issuer>`)['issuer'], fresh.issuer.text.split(', ').reverse().join(','));
  });
});
