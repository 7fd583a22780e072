import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { folderWith } from '../fixtures/folder.ts';
import { issue } from '../fixtures/issue.ts';
import { plainPaint } from '../../src/terminal/paint.ts';
import { auditPage } from '../../src/terminal/trust-audit-page.ts';
import { auditStore } from '../../src/trust/audit.ts';
import { compareStores } from '../../src/trust/comparison.ts';
import { trustDiffPage } from '../../src/terminal/trust-diff-page.ts';
import { trustListPage } from '../../src/terminal/trust-list-page.ts';
import { listStore } from '../../src/trust/listing.ts';
import type { OpenedStore } from '../../src/trust/opened-store.ts';
import { readTrustStore } from '../../src/trust/read-trust-store.ts';
import { pageOf, today } from './roots.ts';

/** Clears the screen, and turns the order of letters around. */
const evil = 'Root\u001b[2J\u202eevil';
const options = { columns: 80, paint: plainPaint };

async function store(t: TestContext): Promise<OpenedStore> {
  const { pem } = await issue({ name: evil, from: '2026-01-01', days: 3650, ca: true });
  return readTrustStore(join(folderWith(t, { 'store.pem': pem }), 'store.pem'));
}

function harmless(page: string): void {
  assert.doesNotMatch(page, /[\u0000-\u0009\u000b-\u001f\u202e]/);
  assert.match(page, /Root\\u\{1b\}\[2J\\u\{202e\}evil/);
}

describe('a name that would rewrite the terminal is shown as what it is', () => {
  test('in a list', async (t) => {
    harmless(trustListPage(listStore(await store(t), today), options));
  });

  test('in a comparison', async (t) => {
    const opened = await store(t);
    const empty = { ...opened, store: { ...opened.store, anchors: [] } };
    harmless(trustDiffPage(compareStores(opened, empty, today), options));
  });

  test('in an audit', async (t) => {
    const audit = auditStore(await store(t), today);
    harmless(auditPage(audit, { ...options, all: true, exitCode: 4 }));
  });

  test('in what was not understood', async (t) => {
    const row = `<table><tr><th>Name</th><th>SHA-256</th></tr><tr><td>${evil}</td><td>nonsense</td></tr></table>`;
    const good = `<table><tr><th>Name</th><th>SHA-256</th></tr><tr><td>x</td><td>${'ab'.repeat(32)}</td></tr></table>`;
    const path = join(folderWith(t, { 'page.html': pageOf(row + good) }), 'page.html');
    harmless(trustListPage(listStore(await readTrustStore(path), today), options));
  });
});
