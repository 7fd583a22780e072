import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { HealthReport } from '@cert-health/core';
import { planted, startPracticeOrg } from '@cert-health/practice-org';
import type { PracticeOrg } from '@cert-health/practice-org';
import { readSigningKey, readVerifyingKey } from '../../src/evidence/signing.ts';
import { sumsOf } from '../../src/evidence/sums.ts';
import { verifyEvidence } from '../../src/evidence/verify-evidence.ts';
import type { EvidenceVerdict } from '../../src/evidence/verify-evidence.ts';
import { writeEvidence } from '../../src/evidence/write-evidence.ts';
import { storedZip } from '../../src/org/stored-zip.ts';
import { zipEntries } from '../../src/keys/zip-entries.ts';
import { scanInFull } from '../../src/scan/scan.ts';
import { logIn } from '../fixtures/log-in.ts';
import { jsonOf, runCommand } from './run-command.ts';

const now = new Date('2026-11-22T02:15:00Z');

/** Keys as people make them, by another implementation than the one that signs. */
const keyKinds = {
  rsa: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
  ec: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  ed25519: ['-algorithm', 'ed25519'],
} as const;

describe('evidence', () => {
  let practice: PracticeOrg;
  const folder = mkdtempSync(join(tmpdir(), 'cert-evidence-'));
  const path = (name: string): string => join(folder, name);
  const settings = 'checks-off: [private-key-exportable]\n';

  before(async () => {
    practice = await startPracticeOrg({ now, seed: planted });
    await logIn(practice);
    writeFileSync(path('cert-health.yml'), settings);
    for (const [kind, options] of Object.entries(keyKinds)) {
      execFileSync('openssl', ['genpkey', ...options, '-out', path(`${kind}.pem`)], { stdio: 'pipe' });
      execFileSync('openssl', ['pkey', '-in', path(`${kind}.pem`), '-pubout', '-out', path(`${kind}.pub`)]);
    }
    execFileSync('openssl', ['req', '-x509', '-key', path('rsa.pem'), '-subj', '/CN=a', '-out', path('rsa-cert.pem')]);
    const made = await health('--evidence', path('org.zip'), '--evidence-key', path('ec.pem'));
    assert.equal(made.exitCode, 0, made.stderr);
  });
  after(async () => {
    await practice.close();
    rmSync(folder, { recursive: true });
  });

  function health(...args: string[]) {
    const about = ['-o', practice.username, '--as-of', now.toISOString(), '--config', path('cert-health.yml')];
    return runCommand(['health', ...about, '--fail-on', 'never', ...args]);
  }
  const verify = (file: string, ...args: string[]) => runCommand(['evidence', 'verify', path(file), ...args]);
  /** In this process: a command of its own for each would say the same and take minutes. */
  const verdictOn = (file: string, key?: string): EvidenceVerdict =>
    verifyEvidence(path(file), key === undefined ? undefined : readVerifyingKey(path(key)));
  const filesOf = (file: string): Map<string, Uint8Array> =>
    new Map(zipEntries(readFileSync(path(file))).entries.map(({ name, bytes }) => [name, bytes]));
  function unpacked(file: string): string {
    const into = path(`${file}.d`);
    for (const [name, bytes] of filesOf(file)) {
      mkdirSync(join(into, name, '..'), { recursive: true });
      writeFileSync(join(into, name), bytes);
    }
    return into;
  }

  it('is verified by sha256sum and openssl', async () => {
    const into = unpacked('org.zip');
    const sums = execFileSync('sha256sum', ['-c', '--strict', 'SHA256SUMS'], { cwd: into, encoding: 'utf8' });
    const files = readdirSync(into, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    // All but the list itself, its signature and the public key.
    assert.equal(sums.match(/: OK$/gm)?.length, files.length - 3);
    const signed = ['-verify', path('ec.pub'), '-signature', 'SHA256SUMS.sig', 'SHA256SUMS'];
    assert.match(
      execFileSync('openssl', ['dgst', '-sha256', ...signed], { cwd: into, encoding: 'utf8' }),
      /Verified OK/,
    );
    const outcome = await verify('org.zip', '--key', path('ec.pub'), '--json');
    const { intact, signature, of } = jsonOf<EvidenceVerdict>(outcome).result;
    assert.deepEqual([outcome.exitCode, intact, signature.state], [0, true, 'valid']);
    assert.equal(of?.rightsOf, practice.username);
  });

  it('holds every certificate, as openssl reads it', () => {
    const into = unpacked('org.zip');
    const report = JSON.parse(readFileSync(join(into, 'report.json'), 'utf8')) as HealthReport;
    assert.ok(report.certificates.length > 20);
    for (const { fingerprint } of report.certificates.slice(0, 5)) {
      const file = join(into, 'certificates', `${fingerprint}.pem`);
      const der = execFileSync('openssl', ['x509', '-in', file, '-outform', 'DER']);
      assert.equal(execFileSync('sha256sum', { input: der, encoding: 'utf8' }).slice(0, 64), fingerprint);
    }
    assert.equal(readdirSync(join(into, 'certificates')).length, report.certificates.length);
  });

  it('holds each check with its result, those that passed and those that are off', () => {
    const table = Buffer.from(filesOf('org.zip').get('checks.csv') ?? '').toString();
    for (const result of ['passed', 'failed', 'undecided', 'off'])
      assert.match(table, new RegExp(`,${result},`), result);
    assert.match(table, /^private-key-exportable,,,,off,,$/m);
    assert.match(table, /^revoked,,,,undecided,/m);
  });

  it('holds what is known of each key, and says of the rest that it is not known', () => {
    const [head = '', ...lines] = Buffer.from(filesOf('org.zip').get('keys.csv') ?? '')
      .toString()
      .split('\r\n');
    assert.match(head, /^source,name,certificate,signed,privateKeyExportable,privateKeyMade,/);
    assert.ok(lines.some((line) => /,(yes|no),not known,/.test(line)));
    const waiting = lines.filter((line) => line.includes(',not yet,'));
    assert.ok(waiting.length > 0);
    assert.ok(waiting.every((line) => line.includes(',in the org,')));
  });

  it('holds the settings that it went by, with the digest that the report names', () => {
    const files = filesOf('org.zip');
    assert.equal(Buffer.from(files.get('settings.yml') ?? '').toString(), settings);
    const { tool } = JSON.parse(Buffer.from(files.get('report.json') ?? '').toString()) as HealthReport;
    assert.equal(
      tool?.settings.sha256,
      execFileSync('sha256sum', [path('cert-health.yml')], { encoding: 'utf8' }).slice(0, 64),
    );
    assert.ok((tool?.neverRead.length ?? 0) > 0);
  });

  it('is not intact once a file was changed, added, taken away or put in twice', async () => {
    const original = Object.fromEntries(filesOf('org.zip'));
    const { 'report.csv': csv = new Uint8Array(), ...rest } = original;
    const odd = Buffer.from(csv);
    odd.writeUInt8(odd.readUInt8(100) ^ 1, 100);
    const cases: Record<string, [Record<string, Uint8Array>, RegExp]> = {
      changed: [{ ...original, 'report.csv': odd }, /report\.csv was changed/],
      missing: [rest, /report\.csv is missing/],
      added: [{ ...original, 'more.txt': odd }, /more\.txt was added/],
    };
    for (const [what, [files, problem]] of Object.entries(cases)) {
      writeFileSync(path(`${what}.zip`), storedZip(files));
      const { intact, problems } = verdictOn(`${what}.zip`, 'ec.pub');
      assert.equal(intact, false, what);
      assert.ok(
        problems.some((one) => problem.test(one)),
        problems.join('\n'),
      );
    }
    writeFileSync(path('twice.zip'), twice(original, 'report.csv', odd));
    assert.equal((await verify('changed.zip')).exitCode, 1);
    assert.match(verdictOn('twice.zip').problems.join('\n'), /report\.csv is in it twice/);
  });

  it('is not intact where digests were made anew but not the signature, or a certificate is another one', () => {
    const files = filesOf('org.zip');
    const changed = new Map(files).set('README.txt', Buffer.from('nothing to see'));
    const listed = [...changed].filter(([name]) => !/^(SHA256SUMS(\.sig)?|signer\.pem)$/.test(name));
    changed.set('SHA256SUMS', Buffer.from(sumsOf(new Map(listed))));
    writeFileSync(path('anew.zip'), storedZip(Object.fromEntries(changed)));
    assert.equal(verdictOn('anew.zip').signature.state, 'invalid');

    const [first = '', second = ''] = [...files.keys()].filter((name) => name.startsWith('certificates/'));
    const swapped = new Map(listed).set(first, files.get(second) as Uint8Array);
    swapped.set('SHA256SUMS', Buffer.from(sumsOf(swapped)));
    writeFileSync(path('swapped.zip'), storedZip(Object.fromEntries(swapped)));
    const verdict = verdictOn('swapped.zip');
    assert.equal(verdict.signature.state, 'none');
    assert.match(verdict.problems.join('\n'), /is not a certificate of report\.json/);
  });

  it('is signed with keys of each kind, and verified with no other one', async () => {
    const scan = await scanInFull({ sourceDirs: [], files: [path('rsa-cert.pem')] }, () => undefined);
    for (const kind of Object.keys(keyKinds)) {
      const file = `by-${kind}.zip`;
      writeEvidence({ path: path(file), scan, options: {}, key: readSigningKey(path(`${kind}.pem`)) });
      assert.equal(verdictOn(file, `${kind}.pub`).signature.state, 'valid', kind);
      assert.equal(verdictOn(file).signature.state, 'valid-own-key', kind);
      assert.equal(verdictOn(file, kind === 'rsa' ? 'ec.pub' : 'rsa.pub').intact, false, kind);
    }
  });

  it('says that it is not signed, which whoever names a key does not take', async () => {
    const scan = await scanInFull({ sourceDirs: [], files: [path('rsa-cert.pem')] }, () => undefined);
    writeEvidence({ path: path('unsigned.zip'), scan, options: {} });
    assert.deepEqual([verdictOn('unsigned.zip').intact, verdictOn('unsigned.zip').signature.state], [true, 'none']);
    assert.deepEqual(verdictOn('unsigned.zip', 'ec.pub').problems, ['It is not signed.']);
  });

  it('takes a locked key with the password of the environment only', async () => {
    execFileSync('openssl', [
      'pkey',
      '-in',
      path('rsa.pem'),
      '-aes256',
      '-passout',
      'pass:slow',
      '-out',
      path('locked.pem'),
    ]);
    const about = ['health', '-f', path('rsa-cert.pem'), '--fail-on', 'never', '--evidence-key', path('locked.pem')];
    const without = await runCommand([...about, '--evidence', path('locked.zip')]);
    assert.equal(without.exitCode, 2);
    assert.match(without.stderr, /CERT_EVIDENCE_PASSWORD/);
    const env = { CERT_EVIDENCE_PASSWORD: 'slow' };
    assert.equal((await runCommand([...about, '--evidence', path('locked.zip')], { env })).exitCode, 0);
  });

  it('says before the scan what cannot be written, and never writes over what is there', async () => {
    const asked = practice.requests.length;
    for (const [name, why] of [
      ['org.zip', /is there already/],
      ['org.txt', /ends with \.zip/],
      ['none/org.zip', /does not exist/],
    ] as const) {
      const outcome = await health('--evidence', path(name));
      assert.equal(outcome.exitCode, 2, name);
      assert.match(outcome.stderr, why);
    }
    assert.equal(practice.requests.length, asked);
    for (const [key, why] of [
      ['ec.pub', /no private key/],
      ['none.pem', /cannot be read/],
    ] as const) {
      const outcome = await health('--evidence', path('new.zip'), '--evidence-key', path(key));
      assert.equal(outcome.exitCode, 2, key);
      assert.match(outcome.stderr, why);
    }
  });

  it('refuses what is no evidence, and a private key to verify with, in one sentence', async () => {
    writeFileSync(path('empty.zip'), storedZip({ 'a.txt': 'a' }));
    const cases: [string[], RegExp][] = [
      [['cert-health.yml'], /is no ZIP file/],
      [['empty.zip'], /is no evidence/],
      [['nowhere.zip'], /does not exist/],
      [['org.zip', '--key', path('ec.pem')], /is a private key/],
      [['org.zip', '--key', path('cert-health.yml')], /no public key/],
    ];
    for (const [[file = '', ...args], why] of cases) {
      const { exitCode, stderr } = await verify(file, ...args);
      assert.equal(exitCode, 2, file);
      assert.match(stderr, why);
      assert.doesNotMatch(stderr, /\n\s+at /);
    }
  });

  it('never holds a private key that lies in the settings file', async () => {
    writeFileSync(
      path('secret.yml'),
      `# ${readFileSync(path('rsa.pem'), 'utf8').replaceAll('\n', '\n# ')}\n${settings}`,
    );
    const outcome = await runCommand([
      ...['health', '-o', practice.username, '--config', path('secret.yml'), '--fail-on', 'never'],
      ...['--evidence', path('secret.zip')],
    ]);
    assert.equal(outcome.exitCode, 1);
    assert.match(outcome.stderr, /holds a private key/);
    assert.equal(spawnSync('ls', [path('secret.zip')]).status, 2);
  });
});

/** An archive with one name twice, the second with other content. */
function twice(files: Record<string, Uint8Array>, name: string, content: Uint8Array): Buffer {
  const stand = 'z'.repeat(name.length);
  const zip = storedZip({ ...files, [stand]: content });
  for (let at = zip.indexOf(stand); at >= 0; at = zip.indexOf(stand, at)) zip.write(name, at);
  return zip;
}
