import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { deflateRawSync } from 'node:zlib';
import { EvidenceError } from '../../src/evidence/evidence-error.ts';
import { evidencePage } from '../../src/evidence/evidence-page.ts';
import { publicPem, readSigningKey, readVerifyingKey, signatureOf } from '../../src/evidence/signing.ts';
import { sumsOf } from '../../src/evidence/sums.ts';
import { verifyEvidence } from '../../src/evidence/verify-evidence.ts';
import type { EvidenceVerdict } from '../../src/evidence/verify-evidence.ts';
import { writeEvidence } from '../../src/evidence/write-evidence.ts';
import { zipEntries } from '../../src/keys/zip-entries.ts';
import { DEFLATED, localHeader, storedZip, zipDirectory } from '../../src/org/stored-zip.ts';
import { scanInFull } from '../../src/scan/scan.ts';
import { plainPaint } from '../../src/terminal/paint.ts';

type Content = Record<string, string | Uint8Array>;

const contentOf = (archive: Uint8Array): Content =>
  Object.fromEntries(zipEntries(archive).entries.map(({ name, bytes }) => [name, bytes]));
const without = (files: Content, ...names: string[]): Content =>
  Object.fromEntries(Object.entries(files).filter(([name]) => !names.includes(name)));

describe('evidence that somebody changed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cert-tampering-'));
  const path = (name: string): string => join(folder, name);
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  let original: Content;
  let bytes: Buffer;

  before(async () => {
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', path('other.key'), '-subj', '/CN=a'],
        ...['-out', path('a.pem')],
      ],
      { stdio: 'pipe' },
    );
    const scan = await scanInFull({ sourceDirs: [], files: [path('a.pem')] }, () => undefined);
    writeEvidence({ path: path('good.zip'), scan, options: {}, key: privateKey });
    bytes = readFileSync(path('good.zip'));
    original = contentOf(bytes);
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  /** By the key that was named or, with `own`, by the one that came along. */
  function verdictOn(archive: Uint8Array, by: 'named' | 'own' = 'named'): EvidenceVerdict {
    writeFileSync(path('case.zip'), archive);
    return verifyEvidence(path('case.zip'), by === 'named' ? publicKey : undefined);
  }
  const toldOf = (archive: Uint8Array, by: 'named' | 'own' = 'named'): string => {
    const { intact, problems } = verdictOn(archive, by);
    assert.equal(intact, false, problems.join('\n'));
    return problems.join('\n');
  };
  /** Signed anew by the one who signs: what no digest and no signature can show. */
  function signedAnew(files: Content, by = privateKey): Buffer {
    const rest = without(files, 'SHA256SUMS', 'SHA256SUMS.sig', 'signer.pem');
    const sums = sumsOf(new Map(Object.entries(rest)));
    return storedZip({
      ...rest,
      SHA256SUMS: sums,
      'SHA256SUMS.sig': signatureOf(sums, by),
      'signer.pem': publicPem(by),
    });
  }
  const pageOn = (archive: Uint8Array, by: 'named' | 'own'): string =>
    evidencePage(verdictOn(archive, by), { columns: 100, paint: plainPaint }).replaceAll(/\s+/g, ' ');

  it('is noticed whichever octet is another one, and wherever it is cut or made longer, unless it unpacks to the same', () => {
    assert.equal(verdictOn(bytes).intact, true);
    const isBelieved = (archive: Uint8Array): boolean => {
      try {
        // One text may be packed in more than one way; the other reader says that it is the same.
        return verdictOn(archive).intact && !isDeepStrictEqual(contentOf(archive), original);
      } catch (error) {
        assert.ok(error instanceof EvidenceError, String(error));
        return false;
      }
    };
    // Every octet of headers and of the table of contents, and of packed content every eleventh.
    const directory = bytes.readUInt32LE(bytes.length - 6);
    for (let at = 0; at < bytes.length; at += at < 400 || at >= directory - 400 ? 1 : 11) {
      const odd = Buffer.from(bytes);
      odd.writeUInt8(odd.readUInt8(at) ^ (1 << (at % 8)), at);
      assert.equal(isBelieved(odd), false, `octet ${at}`);
    }
    for (let length = 0; length < bytes.length; length += 97) {
      assert.equal(isBelieved(bytes.subarray(0, length)), false, `cut to ${length}`);
    }
    for (const more of ['\0', 'PK\u0003\u0004', 'more']) {
      assert.equal(isBelieved(Buffer.concat([bytes, Buffer.from(more)])), false);
      assert.equal(isBelieved(Buffer.concat([Buffer.from(more), bytes])), false);
    }
  });

  it('says which file was changed where packed content was, and what the signature is worth all the same', () => {
    const odd = Buffer.from(bytes);
    const at = bytes.indexOf('report.html') + 'report.html'.length + 200;
    odd.writeUInt8(odd.readUInt8(at) ^ 0xff, at);
    const { files, signature, problems } = verdictOn(odd);
    assert.equal(signature.state, 'valid');
    assert.deepEqual(
      files.filter(({ status }) => status !== 'as-it-was'),
      [{ name: 'report.html', status: 'changed' }],
    );
    assert.deepEqual(problems, ['report.html cannot be unpacked to what its header says.', 'report.html was changed.']);
  });

  it('is not said to be unsigned where the signature was not reached', () => {
    const { signature } = verdictOn(bytes.subarray(0, bytes.indexOf('SHA256SUMS') - 30));
    assert.equal(signature.state, 'not-reached');
  });

  it('is as it was in another order', () => {
    const turned = Object.fromEntries(Object.entries(original).reverse());
    assert.equal(verdictOn(storedZip(turned)).intact, true);
  });

  it('is not believed where the table of contents says other than the files', () => {
    const name = 'report.html';
    const inDirectory = bytes.lastIndexOf(name);
    const renamed = Buffer.from(bytes);
    renamed.write('report.htm_', inDirectory);
    const emptied = Buffer.from(bytes);
    emptied.writeUInt32LE(0, inDirectory - 46 + 24);
    const fromElsewhere = Buffer.from(bytes);
    fromElsewhere.writeUInt32LE(0, inDirectory - 46 + 42);
    for (const odd of [renamed, emptied, fromElsewhere]) assert.match(toldOf(odd), /is not as .* packs it/);
  });

  it('is not believed with octets behind packed content, or between the files', () => {
    const entries = Object.entries(original).map(([name, text]) => {
      const content = Buffer.from(text);
      const packed = Buffer.concat([deflateRawSync(content), Buffer.from(name === 'report.csv' ? 'behind' : '')]);
      return { name, content, packed, method: DEFLATED };
    });
    const behind = Buffer.concat([...entries.flatMap((one) => [localHeader(one), one.packed]), zipDirectory(entries)]);
    assert.deepEqual(contentOf(behind), original);
    assert.match(toldOf(behind), /report\.csv cannot be unpacked/);
    const second = bytes.indexOf('PK\u0003\u0004', 4);
    const between = Buffer.concat([bytes.subarray(0, second), Buffer.from('between'), bytes.subarray(second)]);
    assert.match(toldOf(between), /is not as .* packs it/);
  });

  it('is told to be packed anew, and what lies there not to be looked at', () => {
    const from = path('anew');
    execFileSync('python3', [
      '-c',
      'import sys,zipfile\na,b=sys.argv[1:]\ni=zipfile.ZipFile(a)\no=zipfile.ZipFile(b,"w")\n[o.writestr(n,i.read(n)) for n in i.namelist()]\no.close()',
      path('good.zip'),
      from,
    ]);
    const { intact, files, problems } = verifyEvidence(from, publicKey);
    assert.equal(intact, false);
    assert.ok(files.every(({ status }) => status === 'not-reached'));
    assert.match(problems.join('\n'), /packed anew by another program\. What lies there was not looked at/);
    assert.doesNotMatch(problems.join('\n'), /is missing/);
  });

  it('unpacks no more than is announced, and announces no more than evidence has', () => {
    const zeros = deflateRawSync(Buffer.alloc(64 * 1024 * 1024));
    const bomb = (size: number): Buffer => {
      const entry = { name: 'report.html', content: Buffer.alloc(5), packed: zeros, method: DEFLATED };
      const header = localHeader(entry);
      header.writeUInt32LE(size, 22);
      return Buffer.concat([bytes.subarray(0, bytes.readUInt32LE(bytes.length - 6)), header, zeros]);
    };
    assert.match(toldOf(bomb(5)), /cannot be unpacked to what its header says/);
    assert.match(toldOf(bomb(0xffff_fff0)), /is larger than evidence is/);
  });

  it('is not believed with names that lead elsewhere or fall together, even when signed', () => {
    for (const name of [
      '../report.json',
      '/etc/passwd',
      'C:evil',
      'a\\..\\b',
      'a/../b',
      './README.txt',
      'report.json.',
    ]) {
      assert.match(toldOf(signedAnew({ ...original, [name]: 'x' })), /lead out of the folder/, name);
    }
    assert.match(toldOf(signedAnew({ ...original, 'REPORT.json': 'x' })), /REPORT\.json is in it twice/);
    assert.match(toldOf(storedZip({ ...original, 'empty.txt': '' })), /empty\.txt was added/);
  });

  it('is not whole with a list that names less, or with none', () => {
    for (const name of ['report.html', 'report.csv', 'checks.csv', 'keys.csv', 'README.txt']) {
      assert.ok(toldOf(signedAnew(without(original, name))).includes(`${name} is not in the list of digests`), name);
    }
    assert.match(toldOf(storedZip(without(original, 'SHA256SUMS'))), /SHA256SUMS is missing or cannot be read/);
    assert.match(toldOf(storedZip({ ...original, SHA256SUMS: 'x' })), /SHA256SUMS is missing or cannot be read/);
  });

  it('is not believed where the key that came along is another one, more than a key, or gone', () => {
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const signer = `${publicPem(privateKey)}Trust me.\n`;
    assert.match(toldOf(storedZip({ ...original, 'signer.pem': signer })), /signer\.pem is not the public key/);
    assert.match(toldOf(storedZip({ ...original, 'signer.pem': publicPem(other.privateKey) })), /signer\.pem is not/);
    assert.match(toldOf(storedZip(without(original, 'signer.pem'))), /signer\.pem is missing/);
    assert.match(toldOf(storedZip(without(original, 'SHA256SUMS.sig'))), /It is not signed/);
    assert.match(toldOf(signedAnew(original, other.privateKey)), /is not one of the key/);
  });

  it('is not believed when signed by another method', () => {
    const sums = original['SHA256SUMS'] as Uint8Array;
    const p1363 = sign('sha256', sums, { key: privateKey, dsaEncoding: 'ieee-p1363' });
    for (const signature of [p1363, sign('sha512', sums, privateKey), Buffer.alloc(0), Buffer.alloc(64)]) {
      assert.match(toldOf(storedZip({ ...original, 'SHA256SUMS.sig': signature })), /is not one of the key|not signed/);
    }
  });

  it('is neither signed nor verified with a key that can be forged', () => {
    const weak = [
      generateKeyPairSync('rsa', { modulusLength: 1024 }),
      generateKeyPairSync('ec', { namedCurve: 'secp224r1' }),
      generateKeyPairSync('rsa-pss', { modulusLength: 2048 }),
    ];
    for (const pair of weak) {
      writeFileSync(path('weak.key'), pair.privateKey.export({ type: 'pkcs8', format: 'pem' }));
      writeFileSync(path('weak.pub'), pair.publicKey.export({ type: 'spki', format: 'pem' }));
      assert.throws(() => readSigningKey(path('weak.key')), EvidenceError);
      assert.throws(() => readVerifyingKey(path('weak.pub')), EvidenceError);
      assert.match(toldOf(signedAnew(original, pair.privateKey), 'own'), /signature cannot be verified/);
    }
  });

  it('is told in sentences whatever stands where the report belongs', () => {
    const report = JSON.parse(Buffer.from(original['report.json'] ?? '').toString()) as Record<string, unknown>;
    const odd: unknown[] = [
      ...[null, [], 'x', { schemaVersion: '1' }, { ...report, summary: null }, { ...report, certificates: [null] }],
      ...[
        { ...report, tool: {} },
        { ...report, tool: 'x' },
        { ...report, org: {} },
        { ...report, asOf: 5 },
      ],
    ];
    for (const content of odd) {
      const told = toldOf(signedAnew({ ...original, 'report.json': JSON.stringify(content) }));
      assert.match(told, /report\.json is missing or cannot be read/);
    }
    const deep = '['.repeat(1_000_000);
    assert.match(toldOf(signedAnew({ ...original, 'report.json': deep })), /cannot be read/);
  });

  it('is not of one scan with a list of roots or settings that the report does not name, or without those that it names', () => {
    const report = JSON.parse(Buffer.from(original['report.json'] ?? '').toString()) as { tool: { settings: object } };
    const with_ = (tool: object): string => JSON.stringify({ ...report, tool: { ...report.tool, ...tool } });
    const lists = { 'org-list.csv': 'sha256\r\n' };
    assert.match(toldOf(signedAnew({ ...original, ...lists })), /went by no list of roots/);
    const named = with_({ orgList: { label: 'a', date: null, entries: 1, partial: false } });
    assert.match(toldOf(signedAnew({ ...original, 'report.json': named })), /org-list\.csv is missing/);
    assert.match(toldOf(signedAnew({ ...original, 'settings.yml': 'a: 1' })), /settings\.yml is not the file/);
    const settings = { settings: { ...report.tool.settings, sha256: 'a'.repeat(64) } };
    assert.match(toldOf(signedAnew({ ...original, 'report.json': with_(settings) })), /settings\.yml is missing/);
  });

  it('is said to be as it was written only of what a named key signed', () => {
    assert.match(pageOn(bytes, 'named'), /case\.zip is as it was written: \d+ files.* It is about/);
    const unsigned = without(original, 'SHA256SUMS.sig', 'signer.pem');
    const [own, none] = [pageOn(bytes, 'own'), pageOn(storedZip(unsigned), 'own')];
    for (const page of [own, none]) {
      assert.match(page, /agrees with itself/);
      assert.doesNotMatch(page, /as it was written/);
      assert.match(page, /It says of itself/);
    }
  });

  it('is a file: what can be read without end is not begun', () => {
    execFileSync('mkfifo', [path('pipe.zip')]);
    assert.throws(() => verifyEvidence(path('pipe.zip')), /is no file/);
    assert.throws(() => verifyEvidence(folder), /is no file/);
  });
});
