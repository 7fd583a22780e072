import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { parseCertificate } from '@cert-health/core';
import type { Holding, Inventory } from '@cert-health/core';
import { readRevocation } from '../../src/network/read-revocation.ts';
import type { ReadRevocation, RevocationRequest } from '../../src/network/read-revocation.ts';
import { Authority, nobody, serve } from './authority.ts';
import type { CertificateMade } from './authority.ts';

const now = new Date('2026-11-22T12:00:00Z');
const authority = await Authority.of('Test Authority');

function holding(...made: readonly CertificateMade[]): Holding {
  const certificates = made.map(({ pem }) => parseCertificate(pem));
  const name = certificates[0]?.subject.text ?? '';
  return { source: 'file:a.pem', name, label: name, kind: 'trusted', certificates };
}

function ask(holdings: readonly Holding[], other: Partial<RevocationRequest> = {}): Promise<ReadRevocation> {
  const inventory: Inventory = { org: null, sources: [], holdings, references: [] };
  return readRevocation({ inventory, at: now, now, limits: { allowPrivate: true, timeout: 2000 }, ...other });
}

async function published(t: TestContext, list: () => Promise<Uint8Array>) {
  return serve(t, (_, response) => void list().then((body) => response.end(body)));
}

const only = ({ statuses }: ReadRevocation) => {
  assert.equal(statuses.size, 1);
  return [...statuses.values()][0]!;
};

describe('revocation lists that certificates name', () => {
  test('tell revoked from good, and are fetched once for both', async (t) => {
    const revoked: CertificateMade[] = [];
    const { url, asked } = await published(t, () => authority.list(revoked));
    const good = await authority.issue('good', [`${url}/a.crl`]);
    const bad = await authority.issue('bad', [`${url}/a.crl`]);
    revoked.push(bad);
    const { statuses, source } = await ask([holding(good, authority.root), holding(bad, authority.root)]);
    const statusOf = ({ pem }: CertificateMade) => statuses.get(parseCertificate(pem).fingerprint);
    assert.deepEqual(statusOf(good), { status: 'good' });
    assert.equal(statusOf(bad)?.status, 'revoked');
    assert.match(statusOf(bad)?.reason ?? '', /^Revoked on 2026-10-15: /);
    assert.deepEqual(asked, ['/a.crl']);
    assert.deepEqual(source, {
      id: 'network.crl',
      label: 'Revocation lists',
      status: 'read',
      items: 1,
      detail: '1 of 1 list fetched. 2 certificates looked up: 1 good, 1 revoked, 0 not known.',
    });
  });

  test('leave the status unknown when they cannot be fetched, and the source failed', async () => {
    const address = `${await nobody()}/a.crl`;
    const leaf = await authority.issue('leaf', [address]);
    const result = await ask([holding(leaf, authority.root)]);
    assert.deepEqual(only(result), {
      status: 'unknown',
      reason: `Its list at ${address} could not be fetched (ECONNREFUSED).`,
    });
    assert.equal(result.source.status, 'failed');
  });

  test('are not fetched from private addresses unless that is allowed', async (t) => {
    const { url, asked } = await published(t, () => authority.list([]));
    const leaf = await authority.issue('leaf', [url]);
    assert.match(only(await ask([holding(leaf, authority.root)], { limits: {} })).reason ?? '', /not a public one/);
    assert.deepEqual(asked, []);
  });

  test('that are out of date tell nothing', async (t) => {
    const { url } = await published(t, () => authority.list([], '2026-11-08'));
    const leaf = await authority.issue('leaf', [url]);
    const { status, reason } = only(await ask([holding(leaf, authority.root)]));
    assert.equal(status, 'unknown');
    assert.match(reason ?? '', /can't be used\. .*out of date/);
  });

  test('that another key signed tell nothing', async (t) => {
    const impostor = await Authority.of('Test Authority');
    const { url } = await published(t, () => impostor.list([]));
    const leaf = await authority.issue('leaf', [url]);
    assert.equal(only(await ask([holding(leaf, authority.root)])).status, 'unknown');
  });

  test('that are no lists at all tell nothing', async (t) => {
    const { url } = await serve(t, (_, response) => response.end('<html>Log in</html>'));
    const leaf = await authority.issue('leaf', [url]);
    assert.match(only(await ask([holding(leaf, authority.root)])).reason ?? '', /cannot be read/);
  });

  test('are tried one after the other until one answers', async (t) => {
    const { url } = await published(t, () => authority.list([]));
    const leaf = await authority.issue('leaf', [await nobody(), url]);
    assert.deepEqual(only(await ask([holding(leaf, authority.root)])), { status: 'good' });
  });

  test('are not asked for where the issuer is unknown; that is told', async (t) => {
    const { url, asked } = await published(t, () => authority.list([]));
    const leaf = await authority.issue('leaf', [url]);
    const { status, reason } = only(await ask([holding(leaf)]));
    assert.equal(status, 'unknown');
    assert.match(reason ?? '', /issuer \(CN=Test Authority\).* is not held/);
    assert.deepEqual(asked, []);
  });

  test('find their signer wherever it is held', async (t) => {
    const { url } = await published(t, () => authority.list([]));
    const leaf = await authority.issue('leaf', [url]);
    assert.deepEqual(only(await ask([holding(leaf), holding(authority.root)])), { status: 'good' });
  });

  test('count certificates that name none that can be fetched', async () => {
    const bare = await authority.issue('bare', []);
    const directory = await authority.issue('directory', ['ldap://ldap.example/cn=list']);
    const { statuses, source } = await ask([holding(bare, authority.root), holding(directory, authority.root)]);
    assert.equal(statuses.size, 0);
    assert.equal(source.status, 'read');
    assert.equal(source.detail, 'No list was there to fetch. 2 certificates name no list to fetch.');
  });
});

describe('the moment by which a list is judged', () => {
  const statusAt = async (t: TestContext, at: string, revoked: boolean) => {
    const made: CertificateMade[] = [];
    const { url } = await published(t, () => authority.list(made, '2026-11-29'));
    const leaf = await authority.issue('leaf', [url]);
    if (revoked) made.push(leaf);
    return only(await ask([holding(leaf, authority.root)], { at: new Date(at) }));
  };

  test('is the scan for a day to come: nobody has the list of that day', async (t) => {
    assert.equal((await statusAt(t, '2027-06-01', false)).status, 'good');
    assert.equal((await statusAt(t, '2027-06-01', true)).status, 'revoked');
  });

  test('is the day itself for a past one: a later list proves nothing of it', async (t) => {
    const { status, reason } = await statusAt(t, '2026-10-01', false);
    assert.equal(status, 'unknown');
    assert.match(reason ?? '', /dated later than the time asked about/);
  });
});
