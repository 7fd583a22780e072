import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { parseCertificates, parseCertificationRequest, verifyCertificatePath } from '@cert-health/core';
import { startPracticeOrg } from '../../src/index.ts';
import type { PracticeOrg } from '../../src/index.ts';
import { signingRequest } from '../../src/certificates/issue.ts';
import { ecKeyPair, rsaKeyPair } from '../../src/certificates/keys.ts';
import { quietHarbor } from '../../src/seed/quiet-harbor.ts';

const now = new Date('2026-11-30T02:15:00Z');

async function post(org: PracticeOrg, document: unknown): Promise<{ status: number; text: string }> {
  const answer = await fetch(`${org.url}/practice-org/sign`, { method: 'POST', body: JSON.stringify(document) });
  return { status: answer.status, text: await answer.text() };
}

describe('the authority of the practice org', () => {
  let org: PracticeOrg;
  before(async () => {
    org = await startPracticeOrg({ now });
  });
  after(() => org.close());

  async function signed(csr: string, wish: object) {
    const { status, text } = await post(org, { csr, ...wish });
    assert.equal(status, 200, text);
    const [leaf, ...intermediates] = parseCertificates(text);
    assert.ok(leaf);
    assert.deepEqual(leaf.publicKey.spki, parseCertificationRequest(csr).publicKey.spki);
    const page = await (await fetch(`${org.url}/cacerts.jsp`)).text();
    return { leaf, intermediates, trustAnchors: page.match(/-----BEGIN[^]*?-----END CERTIFICATE-----/g) ?? [] };
  }

  for (const [purpose, asked, keys] of [
    ['clientAuth', 'client', () => ecKeyPair()],
    ['serverAuth', 'server', () => rsaKeyPair(2048)],
  ] as const) {
    it(`signs for ${purpose}, below a root on the org's list`, async () => {
      const { leaf, intermediates, trustAnchors } = await signed(
        await signingRequest('CN=orders.example.com', await keys()),
        { purposes: [asked] },
      );
      assert.ok(trustAnchors.length > 0);
      const { trusted, problems } = await verifyCertificatePath({
        leaf,
        intermediates,
        trustAnchors,
        at: now,
        purpose,
        ...(asked === 'server' ? { serverName: 'orders.example.com' } : {}),
      });
      assert.ok(trusted, JSON.stringify(problems));
    });
  }

  it('signs below a root that the org does not trust, and shows no list of roots, when that is the fault', async () => {
    org.setFaults({ unlistedRoot: true });
    const csr = await signingRequest('CN=orders.example.com', await ecKeyPair());
    const { leaf, intermediates, trustAnchors } = await signed(csr, { purposes: ['client'] });
    const { trusted } = await verifyCertificatePath({
      leaf,
      intermediates,
      trustAnchors,
      at: now,
      purpose: 'clientAuth',
    });
    assert.deepEqual([intermediates.length, trusted], [1, false]);
    org.setFaults({ noRootList: true });
    assert.equal((await fetch(`${org.url}/cacerts.jsp`)).status, 503);
    org.setFaults({});
    assert.equal((await fetch(`${org.url}/cacerts.jsp`)).status, 200);
  });

  it('signs for the names that are asked, and both purposes where none are', async () => {
    const { leaf } = await signed(await signingRequest('CN=Orders', await ecKeyPair()), { names: ['a.example.com'] });
    assert.deepEqual(
      leaf.extensions.subjectAltName?.map(({ value }) => value),
      ['a.example.com'],
    );
    assert.equal(leaf.extensions.extendedKeyUsage?.length, 2);
  });

  for (const wish of [
    {},
    { csr: 5 },
    { csr: 'x' },
    { csr: 'x', names: 'a' },
    { csr: 'x', purposes: ['signing'] },
    null,
  ]) {
    it(`does not sign ${JSON.stringify(wish)}`, async () => {
      const { status, text } = await post(org, wish);
      assert.deepEqual([status, (JSON.parse(text) as [{ errorCode: string }])[0].errorCode], [400, 'INVALID_REQUEST']);
    });
  }
});

describe('a company without an authority', () => {
  it('signs nothing', async () => {
    const org = await startPracticeOrg({ now, seed: quietHarbor });
    try {
      assert.equal((await post(org, { csr: 'x' })).status, 404);
    } finally {
      await org.close();
    }
  });
});
