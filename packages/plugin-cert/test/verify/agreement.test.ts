/** What one command calls harmless no other calls fatal, and what one cannot read none can: every irregularity, every refusal. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { evaluate } from '@cert-health/core';
import { issuing, refused, root, rootOnOwnCurve, sound, told } from '../../../core/test/fixtures/odd-certificates.ts';
import { revocationList, signingRequest } from '../../../core/test/fixtures/der-authority.ts';
import { extension, pem } from '../../../core/test/x509/certificate-writer.ts';
import { reason, revoked } from '../../../core/test/x509/crl-writer.ts';
import { boolean, hex, integer, nothing, octets, oid, sequence } from '../../../core/test/x509/der-writer.ts';
import { readFile } from '../../src/file/read-files.ts';
import { inspectFile } from '../../src/inspect/inspect-file.ts';
import { auditStore } from '../../src/trust/audit.ts';
import { readTrustStore } from '../../src/trust/read-trust-store.ts';
import { verifyFile } from '../../src/verify/verify-file.ts';
import { folderWith } from '../fixtures/folder.ts';

const AT = new Date('2026-11-20T00:00:00Z');

type Files = Record<string, string | Uint8Array>;

function pathsOf(t: TestContext, files: Files): (name: string) => string {
  const folder = folderWith(t, {
    'root.pem': pem('CERTIFICATE', root.der),
    'issuing.pem': pem('CERTIFICATE', issuing.der),
    ...files,
  });
  return (name) => join(folder, name);
}

const verify = (path: (name: string) => string, more: { crls?: string[]; leaf?: string; anchors?: string[] } = {}) =>
  verifyFile({
    leaf: path(more.leaf ?? 'odd'),
    untrusted: [path('issuing.pem')],
    anchors: (more.anchors ?? ['root.pem']).map(path),
    crls: (more.crls ?? []).map(path),
    purpose: 'any',
    profile: 'path',
    at: AT,
  });

/** What a report says was not checked, and what it finds. */
async function health(path: string) {
  const { source, holdings } = readFile(path);
  const inventory = { org: null, sources: [source], holdings, references: [] };
  const report = await evaluate(inventory, { at: AT, generatedAt: AT });
  return { source, report, notRead: holdings.flatMap(({ unreadable }) => unreadable ?? []) };
}

/** Health looks for what is missing, too; here only what is said of the certificate itself counts. */
const isOfReading = (codes: readonly string[]): boolean => codes.includes('text-not-decoded');

describe('What is told is harmless in every command', () => {
  for (const container of ['DER', 'PEM'] as const)
    for (const [code, field, der] of told)
      test(`${code} (${field}), in ${container}`, async (t) => {
        const path = pathsOf(t, { odd: container === 'DER' ? der : pem('CERTIFICATE', der) });
        const inspection = inspectFile(path('odd'), AT);
        assert.deepEqual(
          inspection.parts[0]?.irregularities.map((one) => one.code),
          [code],
        );
        const verification = await verify(path);
        assert.equal(verification.trusted, true, verification.problems[0]?.message);
        assert.deepEqual(verification.path?.[0]?.irregularities, inspection.parts[0]?.irregularities);
        const { source, report, notRead } = await health(path('odd'));
        assert.deepEqual([source.status, source.items], ['read', 1]);
        assert.deepEqual(
          report.findings.filter(({ severity }) => severity === 'critical'),
          [],
        );
        // A text that says nothing is the one thing that every command has to tell, as something that was not read.
        const audit = auditStore(await readTrustStore(path('odd')), AT);
        for (const unread of [inspection.problems, verification.ignored, notRead, audit.store.problems])
          assert.equal(unread.length, isOfReading([code]) ? 1 : 0, unread[0]);
        assert.equal(audit.certificates.length, 1);
      });
});

describe('What is refused is refused by every command, with the same words', () => {
  for (const [code, der] of refused)
    test(code, async (t) => {
      const path = pathsOf(t, { odd: der });
      let message = '';
      assert.throws(
        () => inspectFile(path('odd'), AT),
        (error: Error) => {
          message = error.message;
          return error.name === 'CertificateParseError';
        },
      );
      assert.match(message, /^\p{Lu}.*\.$/su);
      await assert.rejects(verify(path), { name: 'VerifyInputError', message: `${path('odd')}: ${message}` });
      await assert.rejects(readTrustStore(path('odd')), { message: `${path('odd')}: ${message}` });
      const { source } = readFile(path('odd'));
      assert.deepEqual([source.status, source.detail], ['failed', message]);
    });
});

describe('A bundle loses one certificate and no other', () => {
  for (const [code, der] of refused.filter((_, i) => i % 4 === 0))
    test(`to ${code}: its place and its name are told, in every command`, async (t) => {
      const bundle = [sound, der, root.der].map((one) => pem('CERTIFICATE', one)).join('');
      const path = pathsOf(t, { bundle, leaf: sound });
      const line = 1 + pem('CERTIFICATE', sound).trimEnd().split('\n').length;
      const where = new RegExp(`Certificate 2 of the file \\(line ${line}, "CN=orders\\.example"\\): `);
      assert.equal(inspectFile(path('bundle'), AT).parts.length, 2);
      assert.match(inspectFile(path('bundle'), AT).problems[0] ?? '', where);
      const verification = await verify(path, { leaf: 'leaf', anchors: ['bundle'] });
      assert.equal(verification.trusted, true);
      assert.match(verification.ignored[0] ?? '', where);
      const audit = auditStore(await readTrustStore(path('bundle')), AT);
      assert.equal(audit.certificates.length, 2);
      assert.match(audit.store.problems[0] ?? '', where);
      assert.equal(audit.notChecked.length, 1);
      const { source, notRead } = await health(path('bundle'));
      assert.equal(source.items, 2);
      assert.match(notRead[0] ?? '', where);
    });
});

describe('Lists', () => {
  const list = (parts: Parameters<typeof revocationList>[1]): Uint8Array =>
    revocationList(issuing, { entries: [revoked(0x1234)], ...parts });
  const critical = (octet: string): Uint8Array => sequence(oid('2.5.29.20'), hex(`0101${octet}`), octets(integer(1)));

  for (const [code, der] of [
    ['parameters-not-absent', list({ algorithm: sequence(oid('1.2.840.10045.4.3.2'), nothing) })],
    ['not-critical-encoded', list({ extensions: [critical('00')] })],
    ['extension-empty', list({ extensions: [] })],
    ['extension-empty', list({ extensions: [extension('2.5.29.46', sequence())] })],
    ['crl-number-odd', list({ extensions: [extension('2.5.29.20', integer(-1))] })],
    ['revocation-reason-unknown', list({ entries: [revoked(0x1234, reason(11))] })],
    ['default-encoded', list({ extensions: [extension('2.5.29.28', sequence(hex('810100')), true)] })],
  ] as const)
    test(`with ${code} are told by inspect, and revoke`, async (t) => {
      const path = pathsOf(t, { odd: sound, list: der });
      assert.deepEqual(
        inspectFile(path('list'), AT).parts[0]?.irregularities.map((one) => one.code),
        [code],
      );
      assert.deepEqual(
        (await verify(path, { crls: ['list'] })).problems.map((problem) => problem.code),
        ['revoked'],
      );
    });

  for (const [what, der] of [
    ['a BOOLEAN that is neither 00 nor FF', list({ extensions: [critical('01')] })],
    ['an entry whose reason is no reason', list({ entries: [revoked(0x1234, extension('2.5.29.21', boolean(true)))] })],
    ['a version that does not exist', list({ version: integer(2) })],
    ['a number beyond all use', list({ extensions: [extension('2.5.29.20', integer(1n << 9000n))] })],
    ['two kinds at once', list({ extensions: [extension('2.5.29.28', sequence(hex('8101ff'), hex('8201ff')), true)] })],
  ] as const)
    test(`with ${what} are refused alike, and leave no verdict`, async (t) => {
      const path = pathsOf(t, { odd: sound, list: der });
      let message = '';
      assert.throws(
        () => inspectFile(path('list'), AT),
        (error: Error) => ((message = error.message), true),
      );
      await assert.rejects(verify(path, { crls: ['list'] }), {
        name: 'VerifyInputError',
        message: `${path('list')}: ${message}`,
      });
    });
});

test('what a request breaks is told by inspect', (t) => {
  for (const [code, der] of [
    ['request-attributes-missing', signingRequest({ attributes: null })],
    ['request-version', signingRequest({ version: integer(2) })],
    ['parameters-not-absent', signingRequest({ algorithm: sequence(oid('1.2.840.10045.4.3.2'), nothing) })],
  ] as const) {
    const path = pathsOf(t, { 'odd.csr': pem('CERTIFICATE REQUEST', der) });
    assert.deepEqual(
      inspectFile(path('odd.csr'), AT).parts[0]?.irregularities.map((one) => one.code),
      [code],
    );
  }
});

test('what verify objects to in a root, the audit of a store objects to as well', async (t) => {
  const path = pathsOf(t, { odd: rootOnOwnCurve() });
  const verification = await verify(path, { anchors: ['odd'] });
  assert.equal(verification.trusted, false);
  const [problem] = verification.problems;
  assert.equal(problem?.code, 'explicit-curve');
  const audit = auditStore(await readTrustStore(path('odd')), AT);
  assert.equal(audit.certificates[0]?.objection, problem?.message);
  assert.ok(audit.findings.some(({ id }) => id === 'not-usable'));
});
