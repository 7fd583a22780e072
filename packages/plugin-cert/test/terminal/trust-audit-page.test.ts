import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { folderWith } from '../fixtures/folder.ts';
import { plainPaint } from '../../src/terminal/paint.ts';
import { columnsOf } from '../../src/terminal/text.ts';
import { auditExitCode } from '../../src/trust/audit-findings.ts';
import { auditPage } from '../../src/terminal/trust-audit-page.ts';
import { auditStore } from '../../src/trust/audit.ts';
import { readTrustStore } from '../../src/trust/read-trust-store.ts';
import { smallJks } from '../keystore/made-keystores.ts';
import { g2, mozillaRoots, oldDigicert, r4, today } from '../trust/roots.ts';

interface Options {
  readonly all?: boolean;
  readonly columns?: number;
  readonly at?: Date;
}

async function shown(
  t: TestContext,
  content: string | Uint8Array,
  { all = false, columns = 80, at = today }: Options = {},
) {
  const path = join(folderWith(t, { 'store.bin': content }), 'store.bin');
  const audit = auditStore(await readTrustStore(path), at);
  return auditPage(audit, { columns, paint: plainPaint, all, exitCode: auditExitCode(audit, 'critical') });
}
const flat = (page: string): string => page.replaceAll(/\s+/g, ' ');

test('the answer comes first, with what it rests on and what to do', async (t) => {
  const lines = (await shown(t, g2.pem + r4.pem)).split('\n');
  assert.match(lines[0] ?? '', /^The trust store store\.bin +as of 22 Nov 2026 02:15 UTC$/);
  const page = flat(lines.join('\n'));
  assert.match(
    page,
    /certificate file · 2 certificates · compared with the Mozilla root store \(NSS 3\.\d+ of Sun 22 Nov\)/,
  );
  assert.match(
    page,
    /✔ TRUSTED Salesforce would be trusted: DigiCert Global Root G2 is in this store, good until Fri 15 Jan 2038\. why /,
  );
  assert.match(page, /\(confidence C: secondary sources only\)/);
  assert.match(page, /do Add the 116 missing roots of the Mozilla set/);
  assert.match(page, /exit 0$/);
});

test('a store without G2 is answered with critical, and the way out', async (t) => {
  const page = flat(await shown(t, r4.pem));
  assert.match(page, /✖ CRITICAL Connections to Salesforce would fail: DigiCert Global Root G2 is not in this store\./);
  assert.match(page, /Next: Add DigiCert Global Root G2: without it, connections to Salesforce fail\. exit 4$/);
  assert.doesNotMatch(page, /TRUSTED/);
});

test('a store with G2 alone is trusted, with a warning', async (t) => {
  assert.match(
    flat(await shown(t, g2.pem)),
    /✔ TRUSTED .*▲ WARNING The next change of Salesforce's certificate authority would break connections/,
  );
});

test('notes on how a keystore was opened stand above the answer', async (t) => {
  const page = flat(await shown(t, smallJks));
  assert.match(
    page,
    /Java keystore \(JKS\) · 2 certificates .* Without its password nothing proves.* 1 private key, .* ✔ TRUSTED/,
  );
});

describe('missing roots', () => {
  test('are counted, with a few names', async (t) => {
    const page = flat(await shown(t, g2.pem));
    assert.match(
      page,
      /● NOTE 117 roots that Mozilla trusts for websites are missing\. \S.* and others \(--all lists them\)/,
    );
  });

  test('are all listed with --all', async (t) => {
    const page = await shown(t, g2.pem, { all: true });
    const missing = mozillaRoots.filter(({ websites, sha256 }) => websites && sha256 !== g2.sha256);
    for (const { sha256 } of missing) assert.ok(page.includes(sha256.slice(0, 8)), sha256);
  });
});

describe('roots that a finding is about', () => {
  const retired = mozillaRoots.filter(({ websites }) => !websites).slice(0, 9);
  const store = g2.pem + retired.map(({ pem }) => pem).join('');

  test('are listed up to five, with the number of the others', async (t) => {
    const page = flat(await shown(t, store));
    assert.match(page, /▲ WARNING 9 roots in this store are no longer trusted for websites by Mozilla\./);
    assert.match(page, /and 4 more \(--all lists them\)/);
  });

  test('are all listed with --all, and so is what is in order', async (t) => {
    const page = flat(await shown(t, store, { all: true }));
    for (const { sha256 } of retired) assert.ok(page.includes(sha256.slice(0, 8)), sha256);
    assert.match(
      page,
      /✔ CURRENT 1 root that Mozilla trusts for websites cb3ccbb7 DigiCert Global Root G2, to 2038-01-15/,
    );
    assert.doesNotMatch(page, /--all/);
  });
});

test('what could not be read and what is old are said to be not checked', async (t) => {
  const broken = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
  const page = flat(await shown(t, g2.pem + r4.pem + broken, { at: new Date('2027-06-01') }));
  assert.match(page, /\? NOT CHECKED 1 entry of the store could not be read, and is not judged\./);
  assert.match(page, /\? NOT CHECKED The data of Mozilla root store is 191 days old\./);
});

test('no line is wider than the terminal', async (t) => {
  for (const columns of [40, 80]) {
    const page = await shown(t, g2.pem + oldDigicert.pem, { columns, all: true });
    for (const line of page.split('\n')) assert.ok(columnsOf(line) <= columns, line);
  }
});
