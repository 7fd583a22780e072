import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { authority, revocationList, serverCertificate } from '../../../core/test/fixtures/der-authority.ts';
import { refused } from '../../../core/test/fixtures/odd-certificates.ts';
import { commonName, pem } from '../../../core/test/x509/certificate-writer.ts';
import { revoked } from '../../../core/test/x509/crl-writer.ts';
import { hex, join as octets, text, type Bytes } from '../../../core/test/x509/der-writer.ts';
import { pkcs7 } from '../../../core/test/x509/pkcs7-writer.ts';
import { verifyFile } from '../../src/verify/verify-file.ts';
import { folderWith } from '../fixtures/folder.ts';

const AT = new Date('2026-11-20T00:00:00Z');
const root = authority('Root');
const issuing = authority('Issuing', root);
const wrong = authority('Wrong Issuing');
const leaf = serverCertificate(issuing);
const client = serverCertificate(issuing, { subject: commonName('client'), serial: hex('020177') });
const [, broken] = refused[0]!;

const bundle = (...list: readonly Bytes[]): string => list.map((der) => pem('CERTIFICATE', der)).join('');
const [ca, top] = [issuing.der, root.der];

function verify(
  t: TestContext,
  given: {
    leaf: string | Bytes;
    untrusted?: string | Bytes;
    anchors?: string | Bytes;
    crl?: string | Bytes;
    name?: string;
  },
) {
  const folder = folderWith(t, {
    leaf: given.leaf,
    untrusted: given.untrusted ?? pem('CERTIFICATE', ca),
    anchors: given.anchors ?? pem('CERTIFICATE', top),
    ...(given.crl === undefined ? {} : { crl: given.crl }),
  });
  return verifyFile({
    leaf: join(folder, 'leaf'),
    untrusted: [join(folder, 'untrusted')],
    anchors: [join(folder, 'anchors')],
    crls: given.crl === undefined ? [] : [join(folder, 'crl')],
    purpose: 'serverAuth',
    at: AT,
    profile: 'path',
    ...(given.name === undefined ? {} : { serverName: given.name }),
  });
}

describe('The certificate in question', () => {
  for (const [what, file] of [
    ['is the first of a file', bundle(leaf, ca)],
    ['is the one that vouches for none of the others in PKCS#7', pkcs7([top, ca, leaf])],
    ['is so in any order', pkcs7([ca, leaf, top])],
    ['is so in PEM', pem('PKCS7', pkcs7([top, leaf, ca]))],
    ['is so with a line end behind', octets(pkcs7([top, leaf, ca]), text('\r\n'))],
    ['is so when it is there twice', pkcs7([top, leaf, ca, leaf])],
    ['is so beside an authority that did not issue it', pkcs7([wrong.der, leaf, ca])],
    ['may stand behind its issuers', bundle(top, ca, leaf)],
    ['may be alone, in DER', leaf],
    ['may have a line end behind it', octets(leaf, text('\n'))],
    ['may be in JSON', JSON.stringify({ cert: bundle(leaf) })],
  ] as const)
    test(what, async (t) => {
      const { trusted, path } = await verify(t, { leaf: file, name: 'orders.example' });
      assert.equal(trusted, true);
      assert.equal(path?.[0]?.subject, 'CN=orders.example');
    });

  for (const [what, file] of [
    ['two leaves in a set', pkcs7([leaf, ca, client])],
    ['two leaves behind their issuer', bundle(ca, leaf, client)],
    ['two authorities that vouch for neither, in a set', pkcs7([wrong.der, ca])],
  ] as const)
    test(`is asked for where several may be meant: ${what}`, async (t) => {
      await assert.rejects(verify(t, { leaf: file }), {
        name: 'VerifyInputError',
        message:
          /several certificates that may be the one in question \("CN=.*" \(serial number \w+\); "CN=.*\)\); save that one in a file of its own/,
      });
    });

  test('of several leaves in an ordered file is the first', async (t) => {
    const { path, file } = await verify(t, { leaf: bundle(leaf, client, ca) });
    assert.equal(path?.[0]?.subject, 'CN=orders.example');
    assert.match(file[0]?.message ?? '', /^"client" is another certificate/);
  });

  for (const [what, file] of [
    ['the first', bundle(broken, leaf, ca)],
    ['one behind an authority', bundle(ca, broken)],
    ['any of a set', pkcs7([top, ca, broken])],
    ['the only one', bundle(broken)],
  ] as const)
    test(`is not guessed where it may be one that cannot be read: ${what}`, async (t) => {
      await assert.rejects(verify(t, { leaf: file }), { name: 'VerifyInputError' });
    });

  test('is judged though another cannot be read, which is told', async (t) => {
    const { trusted, ignored } = await verify(t, { leaf: bundle(leaf, broken, ca) });
    assert.equal(trusted, true);
    assert.match(ignored[0] ?? '', /Certificate 2 of the file \(line \d+, "CN=orders\.example"\): /);
  });
});

describe('What is wrong with the file', () => {
  test('is told before a verdict on its leaf', async (t) => {
    const { trusted, file } = await verify(t, { leaf: bundle(ca, leaf), name: 'orders.example' });
    assert.equal(trusted, true);
    assert.match(
      file[0]?.message ?? '',
      /^Wrong order: the certificate of the server, "orders\.example", is second of 2/,
    );
  });

  test('is an issuer that did not issue it, and who is missing', async (t) => {
    for (const file of [bundle(leaf, wrong.der), bundle(wrong.der, leaf), pkcs7([wrong.der, leaf])]) {
      const found = await verify(t, { leaf: file, untrusted: bundle(top), name: 'orders.example' });
      assert.equal(found.trusted, false);
      assert.ok(
        found.file.some(({ message }) =>
          /"Wrong Issuing" did not issue "orders\.example" and does not belong here; "Issuing", which did, is missing/.test(
            message,
          ),
        ),
      );
      assert.deepEqual(
        found.problems.map(({ code }) => code),
        ['no-issuer'],
      );
    }
  });

  test('is nothing in a file that is as it should be', async (t) => {
    for (const file of [bundle(leaf), bundle(leaf, ca), bundle(leaf, ca, top), pkcs7([ca, leaf])])
      assert.deepEqual((await verify(t, { leaf: file })).file, []);
  });
});

describe('Files of anchors and intermediates', () => {
  test('lose what cannot be read, and say so with file, place and name', async (t) => {
    for (const flag of ['anchors', 'untrusted'] as const) {
      const good = flag === 'anchors' ? top : ca;
      for (const file of [bundle(broken, good), bundle(good, broken), pkcs7([broken, good]), octets(good, broken)]) {
        const { trusted, ignored } = await verify(t, { leaf, [flag]: file });
        assert.equal(trusted, true);
        assert.equal(ignored.length, 1);
        assert.match(
          ignored[0] ?? '',
          new RegExp(`/${flag}: Certificate [12] of the file \\(.*"CN=orders\\.example"\\): `),
        );
      }
    }
  });

  test('that hold none that can be read leave no verdict', async (t) => {
    for (const file of [bundle(broken), pem('X509 CRL', revocationList(root)), '', '<html></html>'])
      await assert.rejects(verify(t, { leaf, anchors: file }), { name: 'VerifyInputError' });
  });
});

describe('Revocation lists', () => {
  const silent = revocationList(issuing);
  const listing = revocationList(issuing, { entries: [revoked(0x1234)] });
  const oddList = octets(silent.subarray(0, -80), new Uint8Array(80));

  test('of one file all count, and one that cannot be read is told', async (t) => {
    const crl = pem('X509 CRL', revocationList(root)) + pem('X509 CRL', refusedList()) + pem('X509 CRL', listing);
    const { problems, ignored } = await verify(t, { leaf, crl });
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['revoked'],
    );
    assert.match(ignored[0] ?? '', /\/crl: Revocation list 2 of the file \(line \d+, "CN=Issuing"\): /);
  });

  test('that were given and not read are never "not at hand"', async (t) => {
    const crl = pem('X509 CRL', revocationList(root)) + pem('X509 CRL', refusedList());
    const { revocation } = await verify(t, { leaf, crl });
    assert.match(
      revocation[0]?.reason ?? '',
      /^The revocation list of CN=Issuing cannot be read: .*\/crl: Revocation list 2/,
    );
  });

  test('with line ends or more behind them are read, and more is told', async (t) => {
    for (const [rest, told] of [
      ['\n', 0],
      ['\r\n', 0],
      ['junk', 1],
    ] as const) {
      const { problems, ignored } = await verify(t, { leaf, crl: octets(listing, text(rest)) });
      assert.equal(problems[0]?.code, 'revoked');
      assert.equal(ignored.length, told);
    }
  });

  test('of which none can be read leave no verdict, whatever the file is', async (t) => {
    for (const [crl, said] of [
      [refusedList(), /Expected/],
      [pem('CERTIFICATE', top), /This is a certificate, not a certificate revocation list/],
      [oddList.subarray(0, 100), /cut off/],
      ['', /empty/],
      [text(new TextDecoder().decode(silent)), /saved as text/],
    ] as const)
      await assert.rejects(verify(t, { leaf, crl }), { name: 'VerifyInputError', message: said });
  });

  /** Its number is a text. */
  function refusedList(): Bytes {
    const der = Uint8Array.from(silent);
    der[Buffer.from(der).indexOf('0603551d140403020101', 'hex') + 7] = 0x0c;
    return der;
  }
});
