import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import {
  authority,
  revocationList,
  serverCertificate,
  serverExtensions,
  signingRequest,
} from '../../../core/test/fixtures/der-authority.ts';
import { extension, pem } from '../../../core/test/x509/certificate-writer.ts';
import {
  explicit,
  hex,
  implicit,
  integer,
  join as octets,
  nothing,
  oid,
  sequence,
  text,
  utcTime,
  utf8,
} from '../../../core/test/x509/der-writer.ts';
import { pkcs7 } from '../../../core/test/x509/pkcs7-writer.ts';
import { askingFor } from '../../../core/test/x509/request-writer.ts';
import { inspectFile, type Inspection } from '../../src/inspect/inspect-file.ts';
import { inspectPage } from '../../src/terminal/inspect-page.ts';
import { plainPaint } from '../../src/terminal/paint.ts';
import { folderWith } from '../fixtures/folder.ts';

const AT = new Date('2026-11-20T00:00:00Z');
const root = authority('Root');
const issuing = authority('Issuing', root);
const leaf = serverCertificate(issuing);

const inspect = (t: TestContext, content: string | Uint8Array): Inspection =>
  inspectFile(join(folderWith(t, { f: content }), 'f'), AT);
const values = ({ parts }: Inspection, id: string): readonly string[] | undefined =>
  parts[0]?.facts.find((fact) => fact.id === id)?.values;
const page = (inspection: Inspection): string => inspectPage(inspection, { columns: 120, paint: plainPaint });

const hash = sequence(oid('2.16.840.1.101.3.4.2.2'), nothing);
const PSS_SHA384 = sequence(
  oid('1.2.840.113549.1.1.10'),
  sequence(explicit(0, hash), explicit(1, sequence(oid('1.2.840.113549.1.1.8'), hash)), explicit(2, integer(48))),
);

describe('Inspecting tells', () => {
  test('for which uses a certificate is trusted and rejected, and what it is called', (t) => {
    const beside = sequence(sequence(oid('1.3.6.1.5.5.7.3.2')), explicit(0, oid('1.3.6.1.5.5.7.3.1')), utf8('Pumps'));
    const inspection = inspect(t, pem('TRUSTED CERTIFICATE', octets(root.der, beside)));
    assert.match(values(inspection, 'trustedUses')?.[0] ?? '', /clientAuth$/);
    assert.match(values(inspection, 'rejectedUses')?.[0] ?? '', /serverAuth$/);
    assert.deepEqual(values(inspection, 'alias'), ['Pumps']);
    assert.equal(values(inspect(t, root.der), 'trustedUses'), undefined);
    const nothingTrusted = pem('TRUSTED CERTIFICATE', octets(root.der, sequence(sequence())));
    assert.deepEqual(values(inspect(t, nothingTrusted), 'trustedUses'), ['nothing']);
  });

  test('the hash of RSASSA-PSS, of certificates, lists and requests', (t) => {
    for (const der of [
      serverCertificate(issuing, { innerAlgorithm: PSS_SHA384 }),
      revocationList(issuing, { algorithm: PSS_SHA384 }),
      signingRequest({ algorithm: PSS_SHA384 }),
    ])
      assert.deepEqual(values(inspect(t, der), 'signatureAlgorithm'), ['RSASSA-PSS with SHA-384']);
  });

  test('that a validity is reversed, and that a list never holds', (t) => {
    const backwards = serverCertificate(issuing, {
      validity: sequence(utcTime('270101000000Z'), utcTime('260101000000Z')),
    });
    assert.match(
      values(inspect(t, backwards), 'validity')?.at(-1) ?? '',
      /ends before it starts, so it is never valid/,
    );
    assert.equal(values(inspect(t, leaf), 'validity')?.length, 2);
    const list = revocationList(issuing, { dates: octets(utcTime('270101000000Z'), utcTime('260101000000Z')) });
    assert.match(values(inspect(t, list), 'nextUpdate')?.[0] ?? '', /before it was made, so it never holds/);
  });

  test('which text cannot be decoded: certificate, field and octets', (t) => {
    const names = extension('2.5.29.17', sequence(implicit(2, text('a.example')), implicit(2, hex('62fc72'))));
    const odd = serverCertificate(issuing, { extensions: serverExtensions(issuing, { names }) });
    const inspection = inspect(t, pem('CERTIFICATE', root.der) + pem('CERTIFICATE', odd));
    assert.match(inspection.problems[0] ?? '', /^Certificate 2 of the file .*subject alternative name/);
    const shown = inspection.parts[1]?.facts.find(({ id }) => id === 'subjectAltNames')?.values;
    assert.deepEqual(shown, ['dns: a.example', 'dns: b\\FCr (cannot be decoded)']);
    assert.match(page(inspection), /Could not be read: A text in the subject alternative name cannot be decoded/);
  });

  test('what a request breaks', (t) => {
    for (const [der, code, words] of [
      [signingRequest({ attributes: null }), 'request-attributes-missing', /leaves out the field of attributes/],
      [signingRequest({ version: integer(2) }), 'request-version', /of version 3; requests have version 1/],
      [signingRequest({ attributes: [askingFor()] }), 'extension-empty', /list of extensions holds nothing/],
    ] as const)
      for (const content of [der, pem('CERTIFICATE REQUEST', der), octets(der, text('\r\n'))]) {
        const inspection = inspect(t, content);
        assert.deepEqual(
          inspection.parts[0]?.irregularities.map((one) => one.code),
          [code],
        );
        assert.match(page(inspection).replaceAll(/\s+/g, ' '), words);
      }
  });

  test('that order means nothing in PKCS#7, and what is wrong with one that means something', (t) => {
    const set = inspect(t, pkcs7([root.der, leaf, issuing.der]));
    assert.equal(set.chain?.inOrder, null);
    assert.deepEqual(set.chain?.path, ['CN=orders.example', 'CN=Issuing', 'CN=Root']);
    assert.match(page(set), /their order means nothing/);
    const file = inspect(t, pem('CERTIFICATE', issuing.der) + pem('CERTIFICATE', leaf));
    assert.match(
      page(file).replaceAll(/\s+/g, ' '),
      /Wrong order: the certificate of the server, "orders\.example", is second of 2/,
    );
  });
});
