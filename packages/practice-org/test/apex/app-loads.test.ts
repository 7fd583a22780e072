import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import { ApexErrors, loadProgram, platform } from '@cert-health/apex-runner';
import type { PracticeApexOrg } from '../../src/apex/apex-org.ts';
import { openOrg } from '../../src/apex/open-org.ts';
import { quietHarbor } from '../../src/index.ts';
import { appFolder } from './app-org.ts';

interface Source {
  readonly path: string;
  readonly text: string;
}

describe('The classes of the app', () => {
  let org: PracticeApexOrg;
  let sources: readonly Source[];
  before(async () => {
    const now = new Date('2026-11-30T12:00:00Z');
    ({ apex: org } = await openOrg(await quietHarbor(now), appFolder, () => now));
    sources = globSync('**/*.cls', { cwd: appFolder }).map((path) => ({
      path,
      text: readFileSync(`${appFolder}/${path}`, 'utf8'),
    }));
  });

  const load = (given: readonly Source[]) =>
    loadProgram({
      sources: given,
      schema: org.schema,
      prepare: (soql) => org.prepare(soql),
      hasLabel: (name) => org.label(name) !== undefined,
      library: platform,
    });

  it('all load against the schema of the org', () => {
    const { classes } = load(sources);
    assert.ok(classes.length > sources.length);
    assert.ok(classes.some((one) => one.coverableLines.length > 0));
  });

  it('are refused with a field, a label or a queried field that the org does not have', () => {
    const spoiled = sources.map(({ path, text }) => ({
      path,
      text: path.endsWith('/CertificateStanding.cls')
        ? text.replace('finding.Severity__c', 'finding.Severty__c')
        : path.endsWith('/CertificateSelector.cls')
          ? text.replace('Is_Gone__c = FALSE', 'Is_Gon__c = FALSE')
          : path.endsWith('/RecordWriter.cls')
            ? text.replace('Use_Key__c,', 'Use_Ky__c,')
            : text,
    }));
    assert.throws(
      () => load(spoiled),
      (error: unknown) => {
        assert.ok(error instanceof ApexErrors);
        const told = error.errors.map((one) => `${one.path.split('/').at(-1)!}: ${one.message}`).join('\n');
        assert.match(told, /CertificateStanding.cls: Variable does not exist: Severty__c on CertHealth_Finding__c/);
        assert.match(told, /CertificateSelector.cls: .*Is_Gon__c/);
        assert.match(told, /RecordWriter.cls: Field does not exist: Use_Ky__c on CertHealth_Use__c/);
        assert.equal(error.errors.length, 3);
        return true;
      },
    );
  });
});
