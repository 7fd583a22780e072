import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  CertificateParseError,
  fingerprintsOf,
  matchAnchor,
  readCacertsPage,
  salesforceTrustStore,
  type AnchorMatch,
  type TrustStore,
} from '@cert-health/core';
import { issue } from '../fixtures/certificates.ts';
import {
  definitions,
  javaName,
  keytoolShort,
  keytoolVerbose,
  listed,
  page,
  table,
  type ListedRoot,
} from './cacerts-pages.ts';

const [g2, g5, isrg] = listed as [ListedRoot, ListedRoot, ListedRoot];
const stranger = await issue({ subject: 'CN=Acme Root', ca: true });

/** How a root is found in a list; undefined: it is not in it. */
const foundBy = (store: TrustStore, root: ListedRoot): AnchorMatch['by'] | undefined =>
  matchAnchor(store, root.certificate)?.by;

describe("Salesforce's list", () => {
  it('says that it is the cacerts page when it was read from one', () => {
    const store = salesforceTrustStore(page(table(listed)), {
      fetchedAt: '2026-11-22',
      source: 'acme.my.salesforce.com',
    });
    assert.equal(store.id, 'salesforce:cacerts');
    assert.match(store.label, /cacerts\.jsp/);
    assert.deepEqual([store.asOf, store.source, store.partial], ['2026-11-22', 'acme.my.salesforce.com', false]);
    assert.equal(store.anchors.length, 3);
  });

  it('says that it is a bundle taken for the list when it was read from PEM', () => {
    const store = salesforceTrustStore(listed.map(({ pem }) => pem).join(''));
    assert.equal(store.id, 'salesforce:pem-bundle');
    assert.match(store.label, /taken as/);
    assert.equal(store.asOf, undefined);
    assert.equal(store.anchors.length, 3);
  });

  it('is the page again when PEM blocks stand on it', () => {
    assert.equal(salesforceTrustStore(page(`<pre>${g2.pem}</pre>`)).id, 'salesforce:cacerts');
  });

  it('is partial when entries were not understood, or none was', () => {
    const cut = keytoolShort(listed, 'SHA1').slice(0, -10);
    assert.equal(salesforceTrustStore(cut).partial, true);
    const empty = salesforceTrustStore('404 Not Found');
    assert.deepEqual([empty.partial, empty.anchors.length], [true, 0]);
    assert.match(empty.version, /0 entries understood, 1 not/);
  });

  it('may be made of a page that was read before', () => {
    assert.equal(salesforceTrustStore(readCacertsPage(page(table(listed)))).anchors.length, 3);
  });

  it('refuses a bundle without a certificate that can be read', () => {
    assert.throws(
      () => salesforceTrustStore('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'),
      CertificateParseError,
    );
  });

  it('never holds a root that the list does not', () => {
    const store = salesforceTrustStore(page(table([g2])));
    assert.equal(foundBy(store, isrg), undefined);
    assert.equal(store.anchors.length, 1);
  });
});

describe('a root is found in the list', () => {
  it('by its certificate, if the list carries it', () => {
    const store = salesforceTrustStore(listed.map(({ pem }) => pem).join(''));
    for (const root of listed) assert.equal(foundBy(store, root), 'certificate');
  });

  it('by SHA-256', () => assert.equal(foundBy(salesforceTrustStore(keytoolVerbose(listed)), g5), 'sha256'));
  it('by SHA-1, if the list states no better', () =>
    assert.equal(foundBy(salesforceTrustStore(page(definitions(listed))), g5), 'sha1'));
  it('by MD5, if the list states no better', () =>
    assert.equal(foundBy(salesforceTrustStore(keytoolShort(listed, 'MD5')), isrg), 'md5'));

  it('by its name, if the list states nothing else, whichever way it is printed', () => {
    const forwards = page(
      `<ul>${listed.map(({ certificate }) => `<li>${certificate.subject.text}</li>`).join('')}</ul>`,
    );
    const backwards = page(
      `<ul>${listed.map((root) => `<li>${javaName(root).replaceAll('"', '&quot;')}</li>`).join('')}</ul>`,
    );
    const unescaped = page(
      `<ul>${listed.map((root) => `<li>${javaName(root).replaceAll('"', '').replaceAll(', ', ',')}</li>`).join('')}</ul>`,
    );
    const slashes = `/C=US/O=DigiCert Inc/OU=www.digicert.com/CN=DigiCert Global Root G2`;
    for (const html of [forwards, backwards])
      for (const root of listed) assert.equal(foundBy(salesforceTrustStore(html), root), 'subject');
    assert.equal(foundBy(salesforceTrustStore(unescaped), g2), 'subject');
    assert.equal(foundBy(salesforceTrustStore(slashes), g2), 'subject');
  });

  it('by its key and name, when the list carries another certificate of the same', async () => {
    const other = await issue({ subject: 'CN=Acme Root', ca: true, notAfter: '2030-01-01T00:00:00Z' });
    assert.equal(matchAnchor(salesforceTrustStore(other.pem), stranger.certificate)?.by, 'key');
  });

  it('not by a name alone when a fingerprint says otherwise', () => {
    const swapped = page(`<table><tr><td>${javaName(g2)}</td><td>${isrg.sha256}</td></tr></table>`);
    assert.equal(foundBy(salesforceTrustStore(swapped), g2), undefined);
    assert.equal(foundBy(salesforceTrustStore(swapped), isrg), 'sha256');
  });

  it('not by a weaker hash when a stronger one says otherwise', () => {
    const mixed = (sha256: string): string =>
      page(`<p>SHA256: ${sha256}</p><p>SHA1: ${g2.sha1}</p><p>MD5: ${g2.md5}</p>`);
    assert.equal(foundBy(salesforceTrustStore(mixed(g2.sha256)), g2), 'sha256');
    assert.equal(foundBy(salesforceTrustStore(mixed(isrg.sha256)), g2), undefined);
  });

  it('not when it is not there', () => {
    for (const text of [keytoolVerbose(listed), page(definitions(listed)), keytoolShort(listed, 'MD5')]) {
      assert.equal(matchAnchor(salesforceTrustStore(text), stranger.certificate), undefined);
    }
  });
});

it('fingerprints are those of openssl and keytool', () => {
  for (const { certificate, sha256, sha1, md5 } of listed)
    assert.deepEqual(fingerprintsOf(certificate), { sha256, sha1, md5 });
});

describe('a bundle with a block that cannot be read', () => {
  it('is a list all the same, and partial', () => {
    const damaged = isrg.pem.replace(/\n.{64}\n/, '\n');
    const store = salesforceTrustStore(`# roots\n${g2.pem}# broken\n${damaged}${g5.pem}`);
    assert.deepEqual([store.anchors.length, store.partial], [2, true]);
    assert.match(store.version, /2 certificates read, 1 not/);
  });

  it('is still a bundle with fingerprints written between the blocks', () => {
    const store = salesforceTrustStore(
      listed.map((root) => `SHA256 Fingerprint: ${root.sha256}\n${root.pem}`).join(''),
    );
    assert.deepEqual([store.id, store.anchors.length, store.partial], ['salesforce:pem-bundle', 3, false]);
  });
});
