import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ScanChanges } from '@cert-health/core';
import { certificate, DAY_1, DAY_2, DAY_3, finding, holding, ORG, report, source, use } from './made-report.ts';
import type { ReportParts } from './made-report.ts';
import { RecordStore } from './record-store.ts';

const CERTIFICATES = 'org.certificates';
const LOGINS = 'org.saml-sso-configs';
const CODE = 'org.apex';
const some: ReportParts = {
  sources: [source(CERTIFICATES), source(LOGINS, 'denied')],
  certificates: [certificate('A')],
};
const okta = certificate('Okta', { holdings: [holding('Okta', { source: LOGINS })] });
const more: ReportParts = {
  sources: [source(CERTIFICATES), source(LOGINS)],
  certificates: [certificate('A'), certificate('B'), okta],
  findings: [
    finding('expired', 'A'),
    finding('expired', 'Okta', { id: `expired/${LOGINS}/Okta`, holding: { source: LOGINS, name: 'Okta' } }),
  ],
};

/** What the last of some scans, a day apart each, found to be other: names of what was never looked at before, and the others. */
function lastChanges(
  list: Exclude<keyof ScanChanges, 'more'>,
  ...scans: readonly ReportParts[]
): { first: string[]; others: string[] } {
  const store = new RecordStore();
  const days = [DAY_1, DAY_2, DAY_3];
  scans.forEach((parts, index) => store.publish(report({ ...parts, at: days[index] ?? DAY_3 })));
  const entries: readonly { readonly key: string; readonly firstLook?: true }[] = store.changes(
    `${ORG}/${days[scans.length - 1] ?? ''}`,
  )[list];
  const keys = (isFirst: boolean): string[] =>
    entries.filter(({ firstLook = false }) => firstLook === isFirst).map(({ key }) => key);
  return { first: keys(true), others: keys(false) };
}

describe('what no scan had looked at before', () => {
  it('is told apart from what is new in the org, by its place', () => {
    assert.deepEqual(lastChanges('certificatesAdded', some, more), {
      first: [`${LOGINS}/Okta`],
      others: [`${CERTIFICATES}/B`],
    });
    assert.deepEqual(lastChanges('appeared', some, more), {
      first: [`expired/${LOGINS}/Okta`],
      others: [`expired/${CERTIFICATES}/A`],
    });
  });

  it('was looked at where any scan before read it, however long ago', () => {
    const empty: ReportParts = { ...some, sources: [source(CERTIFICATES), source(LOGINS)] };
    assert.deepEqual(lastChanges('certificatesAdded', empty, some, more).first, []);
  });

  it('is all that a first scan finds, which has nothing to compare with and marks nothing', () => {
    assert.deepEqual(lastChanges('certificatesAdded', more).first, []);
  });

  it('is what a check found that could not decide before, about this subject or at all', () => {
    const found: ReportParts = { ...some, findings: [finding('revoked', 'A')] };
    const lacking = (subject?: string): ReportParts => ({
      ...some,
      notChecked: [{ check: 'revoked', reason: 'No list was given.', ...(subject === undefined ? {} : { subject }) }],
    });
    for (const before of [lacking(), lacking('A')]) {
      assert.deepEqual(lastChanges('appeared', before, found).first, [`revoked/${CERTIFICATES}/A`]);
    }
    assert.deepEqual(lastChanges('appeared', lacking('B'), found).first, []);
    assert.deepEqual(lastChanges('appeared', lacking(), some, found).first, [], 'it decided in the scan between');
  });

  it('is what became worse, or was resolved, as a use was seen in a place never read before', () => {
    const reference = { source: CODE, name: 'Gateway', field: 'ApexClass.body' };
    const withCode: ReportParts = {
      ...some,
      sources: [source(CERTIFICATES), source(CODE)],
      uses: [use('A', { reference })],
    };
    const unused: ReportParts = { ...some, findings: [finding('expired', 'A'), finding('unused-certificate', 'A')] };
    const used: ReportParts = { ...withCode, findings: [finding('expired', 'A', { severity: 'critical' })] };
    assert.deepEqual(lastChanges('worse', unused, used).first, [`expired/${CERTIFICATES}/A`]);
    assert.deepEqual(lastChanges('resolved', unused, used).first, [`unused-certificate/${CERTIFICATES}/A`]);
    const known: ReportParts = { ...unused, sources: withCode.sources ?? [] };
    assert.deepEqual(lastChanges('worse', known, used), { first: [], others: [`expired/${CERTIFICATES}/A`] });
  });
});
