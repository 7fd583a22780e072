import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadProgram, platform, runTests } from '@cert-health/apex-runner';
import { admin, smallOrg } from './small-org.ts';

interface Row {
  readonly apex: string;
  readonly is: string;
  readonly page: string;
}

const rows = new URL('../../../apex-runner/test/fidelity/records.ts', import.meta.url).href;
const { recordRows } = (await import(rows)) as { recordRows: readonly Row[] };

/** A test class with a method for every row: what it gives, or what it throws, is told in an assertion. */
function testClass(): string {
  const methods = recordRows.map(({ apex, is }, index) => {
    const body = /[;}]$/.test(apex.trim()) && /\breturn\b/.test(apex) ? apex : `return ${apex};`;
    const wanted = is.replace(/[\\']/g, '\\$&');
    return `static Object given${index}() { ${body} }
      @IsTest static void row${index}() {
        String told;
        try { told = '' + given${index}(); } catch (Exception e) { told = '' + e; }
        Assert.areEqual('${wanted}', told);
      }`;
  });
  return `@IsTest private class Rows { ${methods.join('\n')} }`;
}

describe('what Apex does with records of the practice org', async () => {
  const { apex: org } = await smallOrg();
  const program = loadProgram({
    sources: [{ path: 'Rows.cls', text: testClass() }],
    schema: org.schema,
    prepare: (soql) => org.prepare(soql),
    hasLabel: (name) => org.label(name) !== undefined,
    library: platform,
  });
  const user = org.user(admin);
  assert.ok(user);
  const results = runTests({ org, program, hits: program.coverage(), user });
  recordRows.forEach(({ apex, is, page }, index) => {
    it(`${apex} is ${is} (${page})`, () => {
      const result = results.find(({ method }) => method === `row${index}`);
      assert.ok(result, 'it ran');
      assert.equal(result.failure?.message, undefined);
    });
  });
});
