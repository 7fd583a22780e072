import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { checkCatalog, levelOf, waiverChecks } from '@cert-health/core';
import { contextOf } from '../fixtures/inventories.ts';

const repository = new URL('../../../../', import.meta.url);
const pageOf = (id: string): URL => new URL(`docs/checks/${id}.md`, repository);
/** Files that several checks stand on. */
const parts = new Set([
  'answered-request.ts',
  'catalog.ts',
  'chain-shape.ts',
  'check.ts',
  'client-authentication.ts',
  'ending-words.ts',
  'hierarchy.ts',
  'index.ts',
  'inputs.ts',
  'known-revocations.ts',
  'known-server.ts',
  'listed-anchor.ts',
  'made-by-salesforce.ts',
  'permission-holders.ts',
  'remedy.ts',
  'renewal.ts',
  'rollover.ts',
  'root-standing.ts',
  'stake.ts',
  'unused.ts',
  'uses-of-holding.ts',
  'verified-chains.ts',
]);
const HEADINGS = [
  '## What it looks at',
  '## Why it matters',
  '## What to do',
  '## What it needs',
  '## What it cannot know',
];

describe('the catalog of checks', () => {
  it('holds every check file once, under its own id', () => {
    const files = readdirSync(new URL('../../src/checks/', import.meta.url));
    const ids = files.filter((file) => !parts.has(file)).map((file) => file.replace('.ts', ''));
    assert.deepEqual(checkCatalog.map(({ id }) => id).toSorted(), ids.toSorted());
  });

  it('has no page in docs/checks for a check that does not exist', () => {
    const pages = readdirSync(new URL('docs/checks/', repository)).filter((file) => file.endsWith('.md'));
    const known = new Set([...checkCatalog, ...waiverChecks].map(({ id }) => `${id}.md`));
    assert.deepEqual(
      pages.filter((page) => page !== 'README.md' && !known.has(page)),
      [],
    );
  });

  it('is listed in docs/checks in its own order', () => {
    const list = readFileSync(new URL('docs/checks/README.md', repository), 'utf8');
    const listed = Array.from(list.matchAll(/^\| \[([\w-]+)\]\(\1\.md\) +\|/gm), ([, id]) => id);
    assert.deepEqual(
      listed,
      checkCatalog.map(({ id }) => id),
    );
  });

  it('gives no finding and nothing unchecked for an inventory of nothing', () => {
    for (const check of checkCatalog) {
      const result = check.run(contextOf('2026-11-22T00:00:00Z', []));
      assert.deepEqual(result, { observations: [], notChecked: [] }, check.id);
    }
  });

  for (const check of checkCatalog) {
    describe(check.id, () => {
      it('has a title that is a sentence, a source, a remedy and what it needs', () => {
        assert.match(check.title, /^[A-Z].*\.$/);
        assert.ok(check.source.document.length > 0 && check.source.section.length > 0);
        assert.match(check.source.url ?? '', /^https:\/\//);
        assert.match(check.remedy, /^[A-Z].{20,}\.$/);
        assert.ok(check.needs.length > 0);
        if (check.since) assert.match(check.since, /^\d{4}-\d{2}-\d{2}$/);
      });

      it('has a test file of its own', () => {
        assert.ok(existsSync(new URL(`${check.id}.test.ts`, import.meta.url)));
      });

      it('has a page with every part, its worst severity and its rule', () => {
        const page = readFileSync(pageOf(check.id), 'utf8');
        assert.ok(page.startsWith(`# ${check.id}: `));
        for (const heading of HEADINGS) assert.ok(page.includes(`\n${heading}\n`), heading);
        const fact = (name: string): string => new RegExp(`^- \\*\\*${name}:\\*\\* (.+)`, 'm').exec(page)?.[1] ?? '';
        for (const name of ['Settings', 'Applies since']) assert.ok(fact(name), name);
        const severities = fact('Severity');
        assert.ok(severities.includes(levelOf(check.severity)), `the page says "${severities}"`);
        const rule = fact('Rule');
        const cited = check.source.document.replace(/ integration guide$/, '');
        assert.ok(rule.includes(cited), `the page cites "${rule}"`);
      });
    });
  }
});
