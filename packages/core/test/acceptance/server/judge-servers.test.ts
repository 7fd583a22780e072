import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { judgeServers, salesforceTrustStore } from '@cert-health/core';
import type { JudgedServer, SeenServer, TrustStore } from '@cert-health/core';
import { clientAuth, issue, serverAuth } from '../../fixtures/certificates.ts';
import type { Issued, Wanted } from '../../fixtures/certificates.ts';

const at = new Date('2026-11-30T12:00:00Z');
const span = { notBefore: '2026-01-01T00:00:00Z', notAfter: '2027-06-01T00:00:00Z' };
const caSpan = { notBefore: '2020-01-01T00:00:00Z', notAfter: '2040-01-01T00:00:00Z', ca: true };
const server = (wanted: Partial<Wanted> & { readonly issuer?: Issued }): Promise<Issued> =>
  issue({
    subject: 'CN=partner.example',
    dnsNames: ['partner.example'],
    purposes: [serverAuth],
    key: 'P-256',
    ...span,
    ...wanted,
  });

let root: Issued;
let otherRoot: Issued;
let intermediate: Issued;
let leaf: Issued;
let stray: Issued;
let list: TrustStore;

before(async () => {
  root = await issue({ subject: 'CN=Root', key: 'P-256', ...caSpan });
  otherRoot = await issue({ subject: 'CN=Private Root', key: 'P-256', ...caSpan });
  intermediate = await issue({ subject: 'CN=Issuing', issuer: root, key: 'P-256', ...caSpan });
  leaf = await server({ issuer: intermediate, issuerUrl: 'http://ca.example/issuing.cer' });
  stray = await issue({ subject: 'CN=stray.example', key: 'P-256', ...span });
  list = salesforceTrustStore(root.pem);
});

const der = ({ certificate }: Issued): Uint8Array => certificate.der;
const print = ({ certificate }: Issued): string => certificate.fingerprint;

function seen(sent: readonly Issued[], more: Partial<SeenServer> = {}): SeenServer {
  return {
    target: 'partner.example:443',
    serverName: 'partner.example',
    address: '192.0.2.1',
    status: 'reached',
    protocol: 'TLSv1.3',
    cipher: 'TLS_AES_128_GCM_SHA256',
    sent: sent.map(der),
    clientCertificate: { requested: false, authorities: [], required: false },
    ...more,
  };
}

async function judge(server: SeenServer, trustStore: TrustStore | undefined = list, when = at): Promise<JudgedServer> {
  const { servers } = await judgeServers([server], { at: when, ...(trustStore ? { trustStore } : {}) });
  return servers[0] as JudgedServer;
}
const withoutList = async (server: SeenServer): Promise<JudgedServer> =>
  (await judgeServers([server], { at })).servers[0] as JudgedServer;

const codes = ({ reasons }: JudgedServer): string[] => reasons.map(({ code }) => code);

describe('the chain as it was sent', () => {
  test('complete and in order up to a listed root, which need not be sent', async () => {
    const judged = await judge(seen([leaf, intermediate]));
    assert.equal(judged.accepted, true);
    assert.deepEqual(judged.reasons, []);
    assert.deepEqual(judged.sent, [leaf, intermediate].map(print));
    assert.deepEqual(judged.path, [leaf, intermediate, root].map(print));
    assert.deepEqual(judged.chain, {
      complete: true,
      inOrder: true,
      strays: [],
      duplicates: [],
      rootSent: false,
      missing: [],
    });
    assert.equal(judged.nameMatches, true);
  });

  test('a root sent along is told, accepted, and no stray', async () => {
    const { accepted, chain, path } = await judge(seen([leaf, intermediate, root]));
    assert.equal(accepted, true);
    assert.deepEqual(chain, { complete: true, inOrder: true, strays: [], duplicates: [], rootSent: true, missing: [] });
    assert.deepEqual(path, [leaf, intermediate, root].map(print));
  });

  test('strays and duplicates behind the chain are told, each once, and accepted', async () => {
    const { accepted, chain } = await judge(seen([leaf, intermediate, stray, intermediate, stray]));
    assert.equal(accepted, true);
    assert.deepEqual(chain.strays, [print(stray)]);
    assert.deepEqual(chain.duplicates, [intermediate, stray].map(print));
    assert.equal(chain.inOrder, true);
  });

  test('what does not belong there in the midst of it leaves the verdict open', async () => {
    const judged = await judge(seen([leaf, stray, intermediate]));
    assert.equal(judged.chain.inOrder, true);
    assert.equal(judged.accepted, null);
    assert.deepEqual(codes(judged), ['chain-interrupted']);
  });

  test('a wrong order is not accepted', async () => {
    const judged = await judge(seen([leaf, root, intermediate]));
    assert.equal(judged.accepted, false);
    assert.deepEqual(codes(judged), ['chain-order']);
    const upsideDown = await judge(seen([intermediate, leaf]));
    assert.equal(upsideDown.chain.inOrder, false);
    assert.ok(codes(upsideDown).includes('chain-order'));
    assert.equal(upsideDown.path[0], print(leaf));
  });

  test('without its intermediate it is refused, and that one is named with its address', async () => {
    const judged = await judge(seen([leaf]));
    assert.equal(judged.accepted, false);
    assert.deepEqual(codes(judged), ['chain-incomplete']);
    // Neither listed, sent, nor self-signed: a private root looks the same.
    assert.equal(judged.chain.complete, null);
    assert.deepEqual(judged.chain.missing, [{ subject: 'CN=Issuing', issuerUrl: 'http://ca.example/issuing.cer' }]);
    assert.match(judged.reasons[0]?.remedy ?? '', /http:\/\/ca\.example\/issuing\.cer/);
    assert.equal(judged.reasons[0]?.who, 'server-operator');
  });

  test('what another server sends shows that an intermediate is missing, and completes nothing', async () => {
    const both = [seen([leaf]), seen([leaf, intermediate], { target: 'other.example:443' })];
    const { servers } = await judgeServers(both, { at, trustStore: list });
    assert.equal(servers[0]?.chain.complete, false);
    assert.equal(servers[0]?.accepted, false);
    assert.equal(servers[1]?.accepted, true);
  });

  test('a signature that another key made is not overlooked, whatever the names say', async () => {
    const impostor = await issue({
      subject: 'CN=Issuing',
      issuer: root,
      key: 'P-256',
      keyName: 'impostor',
      withoutKeyIds: true,
      ...caSpan,
    });
    const own = await server({ issuer: intermediate, withoutKeyIds: true });
    const judged = await judge(seen([own, impostor]));
    assert.equal(judged.accepted, false);
    assert.ok(codes(judged).includes('signature-invalid'));
  });

  test('what cannot be read is never fine', async () => {
    const broken = seen([leaf, intermediate]);
    const first = await judge({ ...broken, sent: [Uint8Array.of(1, 2, 3), der(intermediate)] });
    assert.equal(first.accepted, null);
    assert.equal(first.nameMatches, null);
    assert.equal(first.sent.length, 2);
    const behind = await judge({ ...broken, sent: [...broken.sent, Uint8Array.of(1)] });
    assert.equal(behind.accepted, null);
    assert.deepEqual(codes(behind), ['certificate-unreadable']);
  });
});

describe('the root', () => {
  test('that is not on the list is refused', async () => {
    const under = await server({ issuer: otherRoot });
    const judged = await judge(seen([under, otherRoot]));
    assert.equal(judged.accepted, false);
    assert.deepEqual(codes(judged), ['root-not-listed']);
    assert.equal(judged.chain.complete, true);
  });

  test('without a list is not known', async () => {
    for (const sent of [
      [leaf, intermediate],
      [leaf, intermediate, root],
    ]) {
      const judged = await withoutList(seen(sent));
      assert.equal(judged.accepted, null);
      assert.deepEqual(codes(judged), ['root-list-unknown']);
      assert.equal(judged.reasons[0]?.who, 'caller');
    }
    assert.equal((await withoutList(seen([leaf, intermediate]))).chain.complete, null);
    assert.equal((await withoutList(seen([leaf, intermediate, root]))).chain.complete, true);
  });

  test('without a list, what is certainly wrong is refused all the same', async () => {
    const expired = await server({ issuer: intermediate, notAfter: '2026-02-01T00:00:00Z' });
    assert.equal((await withoutList(seen([expired, intermediate]))).accepted, false);
  });

  test('of which the list tells a name only is not proven', async () => {
    const named: TrustStore = {
      ...list,
      anchors: [{ name: 'Root', subject: 'CN=Root', fingerprints: {}, constraints: {} }],
    };
    const judged = await judge(seen([leaf, intermediate]), named);
    assert.equal(judged.accepted, null);
    assert.ok(codes(judged).includes('root-not-proven'));
  });

  test('on a list of which entries could not be read is not known', async () => {
    const under = await server({ issuer: otherRoot });
    const partial = { ...list, partial: true };
    assert.equal((await judge(seen([under, otherRoot]), partial)).accepted, null);
    assert.equal((await judge(seen([leaf, intermediate]), partial)).accepted, true);
  });

  test('of the same name and another key is not the one on the list', async () => {
    const impostor = await issue({
      subject: 'CN=Root',
      key: 'P-256',
      keyName: 'impostor',
      withoutKeyIds: true,
      ...caSpan,
    });
    const under = await server({ issuer: impostor, withoutKeyIds: true });
    const judged = await judge(seen([under]));
    assert.notEqual(judged.accepted, true);
    const sent = await judge(seen([under, impostor]));
    assert.equal(sent.accepted, false);
  });

  test('that is the certificate itself is refused, listed or not', async () => {
    const own = await server({});
    for (const trustStore of [list, salesforceTrustStore(own.pem)]) {
      const judged = await judge(seen([own]), trustStore);
      assert.equal(judged.accepted, false);
      assert.ok(codes(judged).includes('self-signed'));
    }
  });
});

describe('the certificates', () => {
  const cases: [what: string, wanted: Partial<Wanted>, code: string, accepted: boolean | null][] = [
    ['expired', { notAfter: '2026-02-01T00:00:00Z' }, 'expired', false],
    ['not yet valid', { notBefore: '2027-01-01T00:00:00Z' }, 'not-yet-valid', false],
    ['for other names', { dnsNames: ['other.example'] }, 'name-mismatch', false],
    ['for clients only', { purposes: [clientAuth] }, 'purpose-missing', false],
    ['with a short key', { key: 'RSA-1024' }, 'weak-key', false],
    ['signed with SHA-1', { hash: 'SHA-1' }, 'weak-signature', false],
    ['with a key of which nobody knows', { key: 'Ed25519' }, 'key-type-unknown', null],
  ];
  for (const [what, wanted, code, accepted] of cases) {
    test(`${what}: ${code}`, async () => {
      const own = await server({ issuer: intermediate, ...wanted });
      const judged = await judge(seen([own, intermediate]));
      assert.equal(judged.accepted, accepted);
      assert.deepEqual(codes(judged), [code]);
      const [reason] = judged.reasons;
      assert.equal(reason?.certificate, print(own));
      assert.ok(reason?.rule && reason.remedy && reason.message);
      assert.equal(judged.nameMatches, code !== 'name-mismatch');
    });
  }

  test('RSA of 2048 bits is accepted', async () => {
    const own = await server({ issuer: intermediate, key: 'RSA-2048' });
    assert.equal((await judge(seen([own, intermediate]))).accepted, true);
  });

  test('an intermediate that has expired is as bad', async () => {
    const old = await issue({
      subject: 'CN=Old',
      issuer: root,
      key: 'P-256',
      ...caSpan,
      notAfter: '2026-06-01T00:00:00Z',
    });
    const judged = await judge(seen([await server({ issuer: old }), old]));
    assert.equal(judged.accepted, false);
    assert.deepEqual(codes(judged), ['expired']);
    assert.equal(judged.reasons[0]?.certificate, print(old));
  });

  test('one that is no authority vouches for nobody', async () => {
    const judged = await judge(seen([await server({ subject: 'CN=below', issuer: leaf }), leaf, intermediate]));
    assert.equal(judged.accepted, false);
    assert.ok(codes(judged).includes('certificate-not-allowed'));
  });

  test('the moment decides', async () => {
    assert.equal((await judge(seen([leaf, intermediate]), list, new Date('2027-07-01'))).accepted, false);
  });
});

describe('the connection', () => {
  test('an old version is refused', async () => {
    for (const protocol of ['TLSv1', 'TLSv1.1']) {
      const judged = await judge(seen([leaf, intermediate], { protocol }));
      assert.equal(judged.accepted, false);
      assert.deepEqual(codes(judged), ['protocol-too-old']);
    }
    assert.equal((await judge(seen([leaf, intermediate], { protocol: 'TLSv1.2' }))).accepted, true);
  });

  test('a demanded client certificate is told, and is no verdict on the server', async () => {
    const name = intermediate.certificate.subject.der;
    const judged = await judge(
      seen([leaf, intermediate], {
        clientCertificate: { requested: true, authorities: [name, Uint8Array.of(1, 2)], required: true },
        problem: 'It ended the handshake.',
      }),
    );
    assert.equal(judged.accepted, true);
    assert.deepEqual(codes(judged), ['client-certificate-required']);
    assert.deepEqual(judged.clientCertificate, {
      requested: true,
      authorities: ['CN=Issuing', '#0102'],
      required: true,
      offered: null,
      accepted: null,
    });
  });

  test('a client certificate that is refused is told beside the verdict on the server', async () => {
    for (const accepted of [true, false, null]) {
      const offered = { fingerprint: 'ab', accepted, problem: 'So it is.' };
      const clientCertificate = { requested: true, authorities: [], required: true, offered };
      const judged = await judge(seen([leaf, intermediate], { clientCertificate }));
      assert.equal(judged.accepted, true);
      assert.deepEqual([judged.clientCertificate.offered, judged.clientCertificate.accepted], ['ab', accepted]);
      const told = judged.reasons.find(({ code }) => code === 'client-certificate-refused')?.message;
      assert.equal(/not known/.test(told ?? ''), accepted === null, told);
      assert.equal(codes(judged).includes('client-certificate-refused'), accepted !== true);
    }
  });

  test('an end that came too soon leaves the verdict open', async () => {
    const judged = await judge(seen([leaf, intermediate], { problem: 'It fell silent.' }));
    assert.equal(judged.accepted, null);
    assert.deepEqual(codes(judged), ['handshake-failed']);
  });

  for (const status of ['refused', 'unreachable', 'timeout', 'not-tls', 'skipped'] as const) {
    test(`${status} is no verdict`, async () => {
      const judged = await judge(seen([], { status, problem: 'So it is.', protocol: null, cipher: null }));
      assert.equal(judged.accepted, null);
      assert.deepEqual(codes(judged), ['not-reached']);
      assert.equal(judged.chain.complete, null);
      assert.equal(judged.nameMatches, null);
    });
  }

  test('an OCSP response that counts for nothing is told and decides nothing', async () => {
    const judged = await judge(seen([leaf, intermediate], { staple: Uint8Array.of(0x30, 0x03, 0x0a, 0x01, 0x03) }));
    assert.equal(judged.accepted, true);
    assert.deepEqual(codes(judged), ['revocation-unknown']);
    assert.equal(judged.staple?.status, 'unknown');
    assert.equal(judged.staple?.thisUpdate, null);
  });
});

describe('two chains', () => {
  test('of which one was not seen leave the verdict open, however good the other is', async () => {
    const judged = await judge(seen([leaf, intermediate], { alternativeUnknown: 'RSA' }));
    assert.equal(judged.accepted, null);
    assert.deepEqual(codes(judged), ['alternative-unknown']);
    const bad = await judge(seen([leaf], { alternativeUnknown: 'RSA' }));
    assert.notEqual(bad.accepted, true);
  });

  test('that are both good are accepted', async () => {
    const rsa = await server({ issuer: intermediate, key: 'RSA-2048' });
    const judged = await judge(
      seen([leaf, intermediate], { alternative: { keyType: 'RSA', sent: [rsa, intermediate].map(der) } }),
    );
    assert.equal(judged.accepted, true);
    assert.equal(judged.alternative?.chain.complete, true);
  });

  test('of which one is bad leave the verdict open, as nobody knows which one Salesforce meets', async () => {
    const rsa = await server({ issuer: intermediate, key: 'RSA-2048', notAfter: '2026-02-01T00:00:00Z' });
    const judged = await judge(
      seen([leaf, intermediate], { alternative: { keyType: 'RSA', sent: [rsa, intermediate].map(der) } }),
    );
    assert.equal(judged.accepted, null);
    assert.deepEqual(
      judged.reasons.map(({ code, chain }) => [code, chain]),
      [['expired', 'alternative']],
    );
  });

  test('that are both bad are refused', async () => {
    const rsa = await server({ issuer: intermediate, key: 'RSA-2048', dnsNames: ['x.example'] });
    const judged = await judge(seen([leaf], { alternative: { keyType: 'RSA', sent: [rsa, intermediate].map(der) } }));
    assert.equal(judged.accepted, false);
  });
});

test('IPv6 and IPv4 addresses are names too', async () => {
  const judged = await judge(seen([leaf, intermediate], { target: '[::1]:443', serverName: '::1' }));
  assert.equal(judged.nameMatches, false);
  assert.deepEqual(codes(judged), ['name-mismatch']);
});
