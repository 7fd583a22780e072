import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { folderWith } from '../fixtures/folder.ts';
import { issueChain } from '../fixtures/issue.ts';
import type { Issued } from '../fixtures/issue.ts';
import { failOnLevels } from '../../src/options/fail-on.ts';
import type { FailOn } from '../../src/options/fail-on.ts';
import { auditExitCode } from '../../src/trust/audit-findings.ts';
import type { AuditFinding } from '../../src/trust/caller-trust-audit.ts';
import { auditStore } from '../../src/trust/audit.ts';
import type { CallerTrustAudit } from '../../src/trust/caller-trust-audit.ts';
import { readTrustStore } from '../../src/trust/read-trust-store.ts';
import { rc2Pkcs12, smallJks } from '../keystore/made-keystores.ts';
import { g2, izenpe, mozillaRoots, oldDigicert, pageOf, r4, today } from './roots.ts';

const whole = mozillaRoots
  .filter(({ websites }) => websites)
  .map(({ pem }) => pem)
  .join('');

async function audit(
  t: TestContext,
  content: string | Uint8Array,
  at = today,
  given?: string,
): Promise<CallerTrustAudit> {
  const path = join(folderWith(t, { 'store.bin': content }), 'store.bin');
  return auditStore(await readTrustStore(path, { passwords: { given } }), at);
}

const found = ({ findings }: CallerTrustAudit, id: AuditFinding['id']): AuditFinding | undefined =>
  findings.find((finding) => finding.id === id);
const codes = (result: CallerTrustAudit): Record<FailOn, number> =>
  Object.fromEntries(failOnLevels.map((level) => [level, auditExitCode(result, level)])) as Record<FailOn, number>;

describe('would Salesforce be trusted?', () => {
  test('by the whole Mozilla set of roots: yes, and there is nothing to do', async (t) => {
    const result = await audit(t, whole);
    assert.equal(result.salesforce.trusted, true);
    assert.equal(result.salesforce.onlyG2, false);
    assert.deepEqual(result.missing, []);
    assert.match(result.salesforce.advice, /^Nothing to do/);
    // Izenpe and the like: current, up to a date that a plain store cannot express.
    assert.deepEqual(
      result.findings.map(({ id }) => id),
      ['trusted-up-to-a-date'],
    );
    assert.deepEqual(codes(result), { never: 0, critical: 0, warning: 0, info: 3, incomplete: 0 });
  });

  test('by G2 and another public root: yes, with roots missing', async (t) => {
    const result = await audit(t, g2.pem + r4.pem);
    assert.equal(result.salesforce.trusted, true);
    assert.equal(result.salesforce.onlyG2, false);
    assert.equal(result.missing.length, 116);
    assert.equal(found(result, 'missing-roots')?.severity, 'info');
    assert.equal(codes(result).warning, 0);
  });

  test('by G2 alone: yes, until the next change, which is a warning', async (t) => {
    const result = await audit(t, g2.pem);
    assert.equal(result.salesforce.onlyG2, true);
    assert.equal(found(result, 'only-g2')?.severity, 'warning');
    assert.deepEqual(codes(result), { never: 0, critical: 0, warning: 3, info: 3, incomplete: 3 });
  });

  test('without G2: no, which is critical', async (t) => {
    const result = await audit(t, r4.pem + oldDigicert.pem);
    assert.equal(result.salesforce.trusted, false);
    assert.equal(result.findings[0]?.id, 'salesforce-not-trusted');
    assert.match(
      result.findings[0].title,
      /^Connections to Salesforce would fail: DigiCert Global Root G2 is not in this store\.$/,
    );
    assert.deepEqual(codes(result), { never: 0, critical: 4, warning: 4, info: 4, incomplete: 4 });
  });

  test('on a day when G2 has expired: no, and the reason is that', async (t) => {
    const result = await audit(t, g2.pem, new Date('2038-02-01'));
    const refusal = found(result, 'salesforce-not-trusted');
    assert.match(refusal?.title ?? '', /would fail: DigiCert Global Root G2 expired on 2038-01-15\.$/);
    assert.deepEqual(refusal?.certificates, [g2.sha256]);
  });

  test('a store that was read in part and shows no G2 is not called good, and says so', async (t) => {
    const result = await audit(t, `${r4.pem}-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n`);
    assert.match(
      result.findings[0]?.title ?? '',
      /is not in this store as far as it could be read \(1 entry could not\)/,
    );
    assert.match(result.notChecked[0] ?? '', /^1 entry of the store could not be read, and is not judged\.$/);
    assert.deepEqual([codes(result).warning, codes(result).incomplete], [4, 4], 'that it may be refused goes first');
  });

  test('G2 beside a key, to be shown and not to be trusted, does not count', async (t) => {
    const result = await audit(t, smallJks, today, 'open sesame');
    assert.equal(result.salesforce.trusted, true);
    assert.deepEqual(result.certificates.map(({ place }) => place).sort(), ['digicertglobalrootg2', 'gtsrootr4']);
    assert.ok(result.certificates.every(({ name }) => name !== 'server.example'));
  });

  test('the verdict names what it rests on, and how sure that is', async (t) => {
    const [about] = (await audit(t, g2.pem)).salesforce.basis;
    assert.match(about?.text ?? '', /G2/);
    assert.equal(about?.confidence, 'C');
    assert.equal(about.from, '2026-02-05T00:00:00Z');
  });
});

describe('every certificate of the store', () => {
  let chain: { root: Issued; intermediate: Issued; leaf: Issued };
  before(async () => {
    chain = await issueChain({ days: 3650 });
  });

  const standings = async (t: TestContext, at = today): Promise<Record<string, string>> => {
    const content =
      [g2, oldDigicert, izenpe].map(({ pem }) => pem).join('') +
      chain.root.pem +
      chain.intermediate.pem +
      chain.leaf.pem;
    const { certificates } = await audit(t, content, at);
    return Object.fromEntries(certificates.map(({ name, standing }) => [name, standing]));
  };

  test('has its standing', async (t) => {
    assert.deepEqual(await standings(t), {
      'DigiCert Global Root G2': 'current',
      'DigiCert Global Root CA': 'retired',
      'Izenpe.com': 'dated',
      'Test Root': 'not-public',
      'Test Intermediate': 'intermediate',
      'partner.example': 'not-a-ca',
    });
  });

  test('is judged as of the day that is asked for', async (t) => {
    const before = await standings(t, new Date('2026-03-01'));
    assert.equal(before['DigiCert Global Root CA'], 'current');
    const later = await standings(t, new Date('2050-01-01'));
    assert.equal(later['Test Root'], 'expired');
  });

  test('is in the finding that its standing makes', async (t) => {
    const result = await audit(t, g2.pem + oldDigicert.pem + chain.root.pem + chain.intermediate.pem + chain.leaf.pem);
    assert.deepEqual(found(result, 'no-longer-trusted')?.certificates, [oldDigicert.sha256]);
    assert.equal(found(result, 'no-longer-trusted')?.severity, 'warning');
    assert.equal(found(result, 'intermediates')?.certificates.length, 1);
    assert.equal(found(result, 'not-public')?.severity, 'info');
    assert.match(found(result, 'not-a-ca')?.title ?? '', /^1 certificate is no certificate authority/);
  });

  test('that Mozilla gave up has the reason, with version and rule', async (t) => {
    const [root] = (await audit(t, oldDigicert.pem)).certificates;
    assert.match(
      root?.reason ?? '',
      /Mozilla ended website trust in DigiCert Global Root CA in NSS 3\.123 \(2026-04-16\)/,
    );
    assert.match(root?.source ?? '', /NSS 3\.123/);
  });

  test('with a weak key is told by its key, whoever signed it', async (t) => {
    const result = await audit(t, g2.pem + weakRoot);
    assert.match(result.certificates[1]?.weakKey ?? '', /1024 bits/);
    assert.equal(found(result, 'weak-keys')?.severity, 'warning');
    assert.equal(result.certificates[0]?.weakKey, null);
  });
});

test('certificates that a PKCS#12 store does not mark are a warning for Java', async (t) => {
  const finding = found(await audit(t, rc2Pkcs12, today, 'x'), 'not-marked-as-trusted');
  assert.equal(finding?.severity, 'warning');
  assert.match(finding.title, /^Java would not trust this certificate/);
});

test('data that is old on the day judged is not checked against', async (t) => {
  const result = await audit(t, whole, new Date('2027-06-01'));
  assert.match(result.notChecked[0] ?? '', /The data of Mozilla root store is 191 days old\./);
  assert.equal(codes(result).incomplete, 5);
  assert.equal(codes(result).critical, 0);
});

test("Salesforce's own list is nobody's store, and is not audited as one", async (t) => {
  await assert.rejects(
    audit(t, pageOf(`<pre>${g2.pem}</pre>`)),
    /no store that a system trusts by.*sf cert trust diff/,
  );
});

test('the result is plain JSON', async (t) => {
  const result = await audit(t, g2.pem + oldDigicert.pem);
  assert.deepEqual(JSON.parse(JSON.stringify(result)), result);
});

/** Made by openssl: a self-signed CA with an RSA key of 1024 bits, valid for 100 years. */
const weakRoot = `
-----BEGIN CERTIFICATE-----
MIICBjCCAW+gAwIBAgIUerkfKVqbNZavJOQqPV+pHGfbmFswDQYJKoZIhvcNAQEL
BQAwFDESMBAGA1UEAwwJV2VhayBSb290MCAXDTI2MTEyMjE0MDY0NVoYDzIxMjYx
MDI5MTQwNjQ1WjAUMRIwEAYDVQQDDAlXZWFrIFJvb3QwgZ8wDQYJKoZIhvcNAQEB
BQADgY0AMIGJAoGBAOhyOCflRjIC/H4KQdKvrJ1RUpsWtaIXVkpe/Y9R/jtptrlr
05Wxht5IuKued4uND1AcaRld9X028Xte8yu2A1xJMaJC2ONYE79PmaJ/YbCF7rxl
/SiMUZeCPlJQW0Ku2Bc1X5IjJvN95bKfAojuSUqaawfUExkUkmFccdk2I9n3AgMB
AAGjUzBRMB0GA1UdDgQWBBS6DK6kD8vdoTrrsAVSizfBWJbyHjAfBgNVHSMEGDAW
gBS6DK6kD8vdoTrrsAVSizfBWJbyHjAPBgNVHRMBAf8EBTADAQH/MA0GCSqGSIb3
DQEBCwUAA4GBAJEulUTRmwFbHEqWtCudZxpm6/6Q1rpGOSGmlYznNweEgsEZluv4
d+5XnyNtTYbNROE1i3RliRdUXdvvixojQRYv5xn+qpxWa2jI1Dq2AQK5QMSadd+L
VBbZOHVcqf0xnF2tuRz9lfC4AW/BwbhLoEgc87a6Rvd1fv8axmncklKJ
-----END CERTIFICATE-----
`;
