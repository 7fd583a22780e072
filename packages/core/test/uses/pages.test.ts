import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { blindSpots, placeById, referenceUses, statementsOf, useCatalog } from '@cert-health/core';

const folder = new URL('../../../../docs/uses/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

describe('the pages about the uses', () => {
  it('are one for each use, named by its id', () => {
    const pages = readdirSync(folder).filter((name) => name.endsWith('.md'));
    assert.deepEqual(pages.sort(), useCatalog.map(({ id }) => `${id}.md`).sort());
  });

  for (const use of useCatalog) {
    const page = read(`${use.id}.md`);
    const rows = referenceUses.filter((row) => row.use === use.id);

    it(`about ${use.label} begins with its name and what it is, in plain words`, () => {
      assert.ok(page.startsWith(`# ${use.label}\n\n${use.summary}\n`));
    });

    it(`about ${use.label} says all that the catalog states, and nothing that it stated once`, () => {
      const stated = statementsOf(use);
      for (const { statement, doubt } of stated) {
        assert.ok(page.includes(statement), statement);
        if (doubt) assert.ok(page.includes(doubt), doubt);
      }
      const marked = [...page.matchAll(/ \[\[\d+\]\]\(#sources\)/g)].length;
      const differing = stated.filter(({ conflict }) => conflict).length;
      assert.equal(marked, stated.length, `${differing} differ`);
    });

    it(`about ${use.label} says what breaks, who proves and who checks`, () => {
      assert.ok(page.includes(`## What breaks\n\n${use.breaks}\n`));
      assert.ok(page.includes(`**Who proves:** ${use.prover}\n`));
      assert.ok(page.includes(`**Who checks:** ${use.verifier}\n`));
    });

    it(`about ${use.label} leads to every place in Setup, and to no field of another use`, () => {
      for (const { place, field, label } of rows) {
        assert.ok(page.includes(`**${placeById(place).setup}**`), placeById(place).setup);
        assert.ok(page.includes(`${label} (\`${field}\`)`), field);
      }
      const fields = new Set(rows.map(({ field }) => field));
      for (const [, field] of page.matchAll(/`([^`]+)`/g)) assert.ok(fields.has(field as string), field);
      for (const { setup, uses } of blindSpots) {
        if (uses.includes(use.id)) assert.ok(page.includes(setup), setup);
      }
    });

    it(`about ${use.label} lists each source that it cites, and cites each that it lists`, () => {
      const listed = [...page.slice(page.indexOf('## Sources')).matchAll(/^(\d+)\. .+, "(.+)"$/gm)];
      const cited = new Set([...page.matchAll(/\[\[(\d+)\]\]/g)].map(([, number]) => number));
      assert.deepEqual([...cited].sort(), listed.map(([, number]) => number).sort());
      const sections = new Set(statementsOf(use).map(({ source }) => source.section));
      assert.deepEqual(new Set(listed.map(([, , section]) => section)), sections);
    });
  }
});
