import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fitFor, useCatalog, webSignatures } from '@cert-health/core';
import type { Certificate, FitForUse, UseId } from '@cert-health/core';
import { clientAuth, issue, issueLikeSalesforce, serverAuth } from '../fixtures/certificates.ts';
import type { Issued } from '../fixtures/certificates.ts';
import { logged, publicRootCertificate, under } from '../fixtures/public-hierarchy.ts';

const at = new Date('2026-06-01T00:00:00Z');
const until = { notBefore: '2026-05-01T00:00:00Z', notAfter: '2026-09-01T00:00:00Z' };
const root = await issue({ subject: 'CN=Acme Root', ca: true, notAfter: '2036-01-01T00:00:00Z' });
const ca = await issue({ subject: 'CN=Acme CA', ca: true, issuer: root, notAfter: '2030-01-01T00:00:00Z' });
const client = await issue({ subject: 'CN=client', issuer: ca, purposes: [clientAuth], ...until });
const site = { purposes: [serverAuth], dnsNames: ['www.example.com'], ...until };
const server = await issue({ subject: 'CN=www.example.com', issuer: ca, ...site });
const own = await issueLikeSalesforce('Own', '2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z');

const PUBLIC = 'ISRG Root X1';
const publicServer = [
  logged(under(PUBLIC, await issue({ subject: 'CN=www.example.com', ...site })), '2026-05-01T00:00:00Z'),
  publicRootCertificate(PUBLIC),
];

async function fit(use: UseId, ...chain: readonly (Issued | Certificate)[]): Promise<FitForUse> {
  const certificates = chain.map((one) => ('certificate' in one ? one.certificate : one));
  // Certificates that only claim a public issuer are not signed by it; that is not what is tried here.
  const signatures = { name: 'all valid', verify: () => 'valid' as const };
  const found = (await fitFor(certificates, at, signatures)).find((one) => one.use === use);
  assert.ok(found);
  return found;
}

describe('the fit of a certificate', () => {
  it('is told for each of the eight uses, in the order of the catalog', async () => {
    const all = await fitFor([client.certificate], at);
    assert.deepEqual(
      all.map(({ use }) => use),
      useCatalog.map(({ id }) => id),
    );
    for (const { reasons, rule } of all) {
      assert.ok(reasons.length > 0);
      assert.doesNotMatch(reasons.join(), /the-server/, 'a name made up for the trial is no word');
      assert.match(rule, /, /);
      for (const reason of reasons) assert.match(reason, /^[A-Z"].*[.!?]$/s);
    }
  });

  it('of nothing is nothing', async () => {
    assert.deepEqual(await fitFor([], at), []);
  });

  it('is the same in any order, and with the signatures of browsers', async () => {
    const chain = [client, ca, root].map(({ certificate }) => certificate);
    const inOrder = await fitFor(chain, at);
    assert.deepEqual(await fitFor(chain.toReversed(), at, webSignatures(crypto.subtle)), inOrder);
  });
});

describe('inbound one-way TLS', () => {
  it('takes no certificate of anybody: Salesforce has its own', async () => {
    const { fit: verdict, reasons } = await fit('inbound-one-way-tls', ...publicServer);
    assert.equal(verdict, 'no');
    assert.deepEqual(reasons, ['Salesforce renews the certificate, unless you bring your own for a custom domain.']);
  });
});

describe('a custom domain', () => {
  it('takes a public certificate for servers with a name, and says which names it has', async () => {
    const { fit: verdict, reasons } = await fit('custom-domain', ...publicServer);
    assert.equal(verdict, 'yes');
    assert.ok(reasons.some((reason) => /must be among its names .*www\.example\.com/.test(reason)));
  });

  it('does not take one for clients, nor one without names', async () => {
    const { fit: verdict, reasons, rule } = await fit('custom-domain', client, ca);
    assert.equal(verdict, 'no');
    assert.ok(reasons.some((reason) => /not a certificate for servers/.test(reason)));
    assert.ok(reasons.some((reason) => /no DNS name/.test(reason)));
    assert.equal(rule, 'RFC 9525, section 6.3');
  });

  it('may or may not take one of a private authority: no page says', async () => {
    const { fit: verdict, reasons } = await fit('custom-domain', server, ca, root);
    assert.equal(verdict, 'unknown');
    assert.match(reasons[0] ?? '', /do not say which certificate authorities are accepted/);
  });
});

describe('a server that Apex calls', () => {
  it('may not be self-signed', async () => {
    const { fit: verdict, reasons } = await fit('outbound-apex-one-way-tls', await issue({ subject: 'CN=s', ...site }));
    assert.equal(verdict, 'no');
    assert.match(reasons[0] ?? '', /may not use a self-signed certificate/);
  });

  it('may not come from a private authority', async () => {
    const { fit: verdict, reasons } = await fit('outbound-apex-one-way-tls', server, ca, root);
    assert.equal(verdict, 'no');
    assert.match(reasons[0] ?? '', /cannot trust a private PKI/);
  });

  it('is not known to be accepted while nobody looked at the list of the org', async () => {
    const { fit: verdict, reasons } = await fit('outbound-apex-one-way-tls', ...publicServer);
    assert.equal(verdict, 'unknown');
    assert.match(reasons[0] ?? '', /\/cacerts\.jsp.*That was not looked at here\./);
  });
});

for (const use of ['inbound-user-mtls', 'inbound-api-mtls'] as const) {
  describe(use, () => {
    it('does not take a certificate that is for servers only', async () => {
      const { fit: verdict, reasons } = await fit(use, ...publicServer);
      assert.equal(verdict, 'no');
      assert.match(reasons[0] ?? '', /^Salesforce refuses this certificate: it may not be used as a client\./);
    });

    it('probably does not take one of a private authority', async () => {
      const { fit: verdict, reasons } = await fit(use, client, ca, root);
      assert.equal(verdict, 'unknown');
      assert.ok(reasons.some((reason) => /^Probably not: it must chain to a listed root/.test(reason)));
    });

    it('probably does not take a self-signed one', async () => {
      const { fit: verdict, reasons } = await fit(use, own);
      assert.equal(verdict, 'unknown');
      assert.ok(reasons.some((reason) => /^Probably not:.*self-signed/.test(reason)));
    });
  });
}

it('inbound-api-mtls asks for revocation too, and says that nobody looked', async () => {
  const { reasons } = await fit('inbound-api-mtls', client, ca, root);
  assert.ok(reasons.some((reason) => /revocation lists.*not looked at here/.test(reason)));
});

describe('outbound Apex mTLS', () => {
  it('takes a client certificate of a private authority, with its key in the org', async () => {
    const { fit: verdict, reasons } = await fit('outbound-apex-mtls', client, ca, root);
    assert.equal(verdict, 'yes');
    assert.match(reasons[0] ?? '', /This one may prove the identity of a client \(TLS client authentication\)\./);
    assert.ok(reasons.some((reason) => /private PKI/.test(reason)));
    assert.ok(reasons.some((reason) => /private key/.test(reason)));
  });

  it('takes one only if its key is in the org and the called server accepts it, and says both', async () => {
    const { onlyIf } = await fit('outbound-apex-mtls', own);
    assert.equal(onlyIf.length, 2);
    assert.match(onlyIf.join(' '), /called server accepts it.*private key is in the org/);
  });

  it('names no condition of what it does not take', async () => {
    assert.deepEqual((await fit('outbound-apex-mtls', server, ca, root)).onlyIf, []);
  });

  it('takes what Salesforce makes for itself, though that calls itself an authority', async () => {
    const { fit: verdict, reasons } = await fit('outbound-apex-mtls', own);
    assert.equal(verdict, 'yes');
    assert.ok(reasons.some((reason) => /may vouch for others \(CA\)/.test(reason)));
  });

  it('may not do with one for servers only: the called server decides', async () => {
    const { fit: verdict, reasons } = await fit('outbound-apex-mtls', server, ca, root);
    assert.equal(verdict, 'unknown');
    assert.match(reasons[0] ?? '', /^The called server may refuse this certificate/);
  });

  it('may not do without the intermediate', async () => {
    const { fit: verdict, reasons } = await fit('outbound-apex-mtls', client);
    assert.equal(verdict, 'unknown');
    assert.match(reasons[0] ?? '', /without the certificate that vouches for it/);
  });

  it('may not do with the certificate of an authority', async () => {
    const { fit: verdict, reasons } = await fit('outbound-apex-mtls', ca, root);
    assert.equal(verdict, 'unknown');
    assert.ok(reasons.some((reason) => /certificate of an authority.*\(CA\)/.test(reason)));
  });

  it('tells what is ending, and takes it all the same', async () => {
    const soon = await issue({ subject: 'CN=soon', purposes: [clientAuth], notAfter: '2026-06-05T00:00:00Z' });
    const { fit: verdict, reasons } = await fit('outbound-apex-mtls', soon);
    assert.equal(verdict, 'yes');
    assert.ok(reasons.some((reason) => /stops working in 4 days/.test(reason)));
  });
});

for (const use of ['inbound-sso', 'outbound-sso'] as const) {
  describe(use, () => {
    it('takes any certificate that is valid, whoever issued it and whatever it is for', async () => {
      for (const chain of [[own], [client], [server, ca], publicServer]) {
        const { fit: verdict, reasons } = await fit(use, ...chain);
        assert.equal(verdict, 'yes', reasons.join('\n'));
      }
    });
  });
}

describe('whatever it is for, a certificate will not do', () => {
  const refused = async (wanted: Parameters<typeof issue>[0], why: RegExp): Promise<void> => {
    const one = await issue(wanted);
    for (const use of ['outbound-apex-mtls', 'inbound-sso', 'outbound-sso', 'inbound-api-mtls'] as const) {
      const { fit: verdict, reasons } = await fit(use, one);
      assert.equal(verdict, 'no', use);
      assert.ok(reasons.some((reason) => why.test(reason)));
    }
  };

  it('when it has ended', () =>
    refused({ subject: 'CN=over', purposes: [clientAuth], notAfter: '2026-05-01T00:00:00Z' }, /ended|stopped working/));

  it('before it begins', () =>
    refused({ subject: 'CN=later', purposes: [clientAuth], notBefore: '2026-07-01T00:00:00Z' }, /not valid|until/));

  it('when its key is too weak', () =>
    refused({ subject: 'CN=weak', purposes: [clientAuth], key: 'RSA-1024' }, /1024 bits/));

  it('when it is signed over SHA-1', () =>
    refused({ subject: 'CN=old', issuer: ca, purposes: [clientAuth], hash: 'SHA-1' }, /SHA-1/));

  it('when the chain that would be sent with it is not its own', async () => {
    const plain = { withoutKeyIds: true };
    const double = await issue({ subject: 'CN=Acme CA', ca: true, issuer: root, keyName: 'other', ...plain });
    const child = await issue({ subject: 'CN=c', issuer: ca, purposes: [clientAuth], ...plain });
    const all = await fitFor(
      [child, double, root].map(({ certificate }) => certificate),
      at,
    );
    const outbound = all.find(({ use }) => use === 'outbound-apex-mtls');
    assert.equal(outbound?.fit, 'no');
    assert.ok(outbound.reasons.some((reason) => /its chain does not belong to it/.test(reason)));
  });
});
