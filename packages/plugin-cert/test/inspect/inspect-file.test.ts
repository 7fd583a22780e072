import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { inspectFile } from '../../src/inspect/inspect-file.ts';
import type { Inspection } from '../../src/inspect/inspect-file.ts';
import { inspectPage } from '../../src/terminal/inspect-page.ts';
import { plainPaint } from '../../src/terminal/paint.ts';
import { columnsOf } from '../../src/terminal/text.ts';
import { folderWith } from '../fixtures/folder.ts';
import { exportKey, issueChain, issueCrl, issueRequest } from '../fixtures/issue.ts';
import type { Issued } from '../fixtures/issue.ts';

const at = new Date('2026-02-01T00:00:00Z');
const inspect = (t: TestContext, content: string | Uint8Array): Inspection =>
  inspectFile(join(folderWith(t, { f: content }), 'f'), at);
const values = ({ parts }: Inspection, id: string, part = 0): readonly string[] | undefined =>
  parts[part]?.facts.find((fact) => fact.id === id)?.values;

describe('inspecting', () => {
  let chain: { root: Issued; intermediate: Issued; leaf: Issued };
  before(async () => {
    chain = await issueChain({
      dnsNames: ['partner.example', '*.partner.example'],
      purposes: ['serverAuth', 'clientAuth'],
    });
  });

  test('a certificate gives its exact values', (t) => {
    const inspection = inspect(t, chain.leaf.der);
    const hash = (algorithm: string): string | undefined =>
      createHash(algorithm).update(chain.leaf.der).digest('hex').match(/../g)?.join(':');
    assert.deepEqual(values(inspection, 'subject'), ['CN=partner.example']);
    assert.deepEqual(values(inspection, 'issuer'), ['CN=Test Intermediate']);
    assert.deepEqual(values(inspection, 'validity'), [
      'from 1 Jan 2026 00:00 UTC',
      'until 10 Apr 2026 23:59 UTC, in 2 months',
    ]);
    assert.deepEqual(values(inspection, 'subjectAltNames'), ['dns: partner.example', 'dns: *.partner.example']);
    assert.deepEqual(values(inspection, 'publicKey'), ['EC P-256']);
    assert.deepEqual(values(inspection, 'serialNumber'), [chain.leaf.certificate.serialNumber]);
    assert.deepEqual(values(inspection, 'basicConstraints'), ['no']);
    assert.deepEqual(values(inspection, 'sha256'), [hash('sha256')]);
    assert.deepEqual(values(inspection, 'sha1'), [hash('sha1')]);
    assert.equal(inspection.parts[0]?.fingerprint, hash('sha256')?.replaceAll(':', ''));
    assert.equal(inspection.chain, null);
  });

  test('a certificate says what it may be used for in words, with the field’s name', (t) => {
    assert.deepEqual(values(inspect(t, chain.leaf.pem), 'extendedKeyUsage'), [
      'may prove the identity of a server (TLS server authentication): serverAuth',
      'may prove the identity of a client (TLS client authentication): clientAuth',
    ]);
  });

  test('a root says that it vouches for itself, and for others', (t) => {
    const inspection = inspect(t, chain.root.pem);
    assert.match(values(inspection, 'issuer')?.[0] ?? '', /self-signed/);
    assert.deepEqual(values(inspection, 'basicConstraints'), ['yes, it is a certificate authority (CA)']);
    assert.match(inspection.parts[0]?.title ?? '', /certificate authority/);
  });

  test('every fact has plain words and a term, and none is empty', (t) => {
    for (const fact of inspect(t, chain.leaf.pem + chain.root.pem).parts.flatMap((part) => part.facts)) {
      assert.ok(fact.plain && fact.term && fact.values.length > 0 && fact.values.every(Boolean), fact.id);
    }
  });

  test('a chain in the wrong order says so, and what does not belong to it', async (t) => {
    const stranger = (await issueChain()).root;
    const inspection = inspect(t, chain.root.pem + chain.leaf.pem + stranger.pem + chain.intermediate.pem);
    const { faults, ...arranged } = inspection.chain ?? { faults: [] };
    assert.deepEqual(arranged, {
      path: ['CN=partner.example', 'CN=Test Intermediate', 'CN=Test Root'],
      complete: true,
      inOrder: false,
      strays: ['CN=Test Root'],
    });
    assert.deepEqual(
      faults.map(({ code }) => code),
      ['wrong-order'],
    );
    assert.match(faults[0]?.message ?? '', /certificate of the server, "partner\.example", is second of 4/);
  });

  test('a signing request gives what it asks for', async (t) => {
    const inspection = inspect(t, await issueRequest('new.example'));
    assert.equal(inspection.parts[0]?.kind, 'request');
    assert.deepEqual(values(inspection, 'subject'), ['CN=new.example']);
    assert.deepEqual(values(inspection, 'publicKey'), ['EC P-256']);
  });

  test('a revocation list gives its dates and how many it revokes, and says when it is out of date', async (t) => {
    const crl = await issueCrl(chain.intermediate, [chain.leaf]);
    const inspection = inspect(t, crl);
    assert.deepEqual(values(inspection, 'issuer'), ['CN=Test Intermediate']);
    assert.deepEqual(values(inspection, 'entries'), ['1']);
    assert.doesNotMatch(values(inspection, 'nextUpdate')?.[0] ?? '', /out of date/);
    const later = inspectFile(join(folderWith(t, { f: crl }), 'f'), new Date('2027-01-01'));
    assert.match(values(later, 'nextUpdate')?.[0] ?? '', /this list is out of date/);
  });

  test('a private key is named and not shown', async (t) => {
    const key = await exportKey(chain.leaf);
    const inspection = inspect(t, key);
    assert.equal(inspection.parts[0]?.kind, 'privateKey');
    const page = inspectPage(inspection, { columns: 80, paint: plainPaint });
    assert.ok(!page.includes(key.split('\n')[1] ?? 'x'));
  });

  test('what could not be read is told beside what could', (t) => {
    const inspection = inspect(t, `${chain.leaf.pem}-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n`);
    assert.equal(inspection.parts.length, 1);
    assert.equal(inspection.problems.length, 1);
    assert.match(inspectPage(inspection, { columns: 80, paint: plainPaint }), /\? NOT READ/);
  });

  for (const [what, content] of [
    ['nothing', ''],
    ['a web page', '<html></html>'],
    ['junk', new Uint8Array([1, 2, 3, 4])],
  ] as const) {
    test(`a file with ${what} is an error that says what it is`, (t) => {
      assert.throws(() => inspect(t, content), { name: 'CertificateParseError' });
    });
  }

  for (const columns of [40, 80, 120]) {
    test(`the page fits ${columns} columns, and every value stands in it`, (t) => {
      const inspection = inspect(t, chain.leaf.pem + chain.intermediate.pem);
      const page = inspectPage(inspection, { columns, paint: plainPaint });
      assert.ok(page.split('\n').every((line) => columnsOf(line) <= columns));
      const text = page.replaceAll(/\s/g, '');
      for (const value of inspection.parts.flatMap((part) => part.facts.flatMap((fact) => fact.values))) {
        assert.ok(text.includes(value.replaceAll(/\s/g, '')), value);
      }
    });
  }
});
