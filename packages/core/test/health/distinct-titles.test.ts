import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluate } from '@cert-health/core';
import type { Holding, Reference } from '@cert-health/core';
import { withDistinctTitles } from '../../src/health/distinct-titles.ts';
import { madeFinding } from '../findings/made-finding.ts';
import { issue } from '../fixtures/certificates.ts';
import { emptyInventory, held, read } from '../fixtures/inventories.ts';

const AT = new Date('2026-12-01T00:00:00Z');
const ended = await issue({ subject: 'CN=portal', notAfter: '2026-09-01T00:00:00Z' });
const ending = await issue({ subject: 'CN=portal', notAfter: '2026-12-20T00:00:00Z' });

describe('titles of findings', () => {
  it('are all different in a report, whatever is called alike', async () => {
    const portal = (name: string, other: Partial<Holding>): Holding => held([], { name, label: 'Portal', ...other });
    const holdings = [
      portal('Portal_2024', { certificates: [ended.certificate] }),
      portal('Portal_2025', { certificates: [ended.certificate] }),
      portal('Portal_2026', { certificates: [ending.certificate] }),
      portal('Portal_2027', { certificates: [ending.certificate] }),
      portal('Portal_A', { pendingSignature: true }),
      portal('Portal_B', { pendingSignature: true }),
      portal('Portal_2027', {
        certificates: [ending.certificate],
        source: 'project.certificates',
        path: 'certs/Portal_2027.crt',
      }),
    ];
    const missing = (name: string, source: string): Reference => ({
      source,
      name,
      field: 'NamedCredential.certificate',
      target: 'Gone',
    });
    const references = [missing('Call', 'org.named-credentials'), missing('Call', 'project.named-credentials')];
    const sources = [read('org.certificates'), read('project.certificates'), read('org.named-credentials')];
    const { findings } = await evaluate(
      { ...emptyInventory, sources, holdings, references },
      { at: AT, generatedAt: AT },
    );
    const titles = findings.map(({ title }) => title);
    assert.deepEqual(titles.toSorted(), [...new Set(titles)].toSorted());
    for (const { title, holding } of findings.filter((one) => one.holding)) {
      assert.ok(title.includes(holding?.name ?? ''), `${title} tells ${holding?.name}`);
    }
  });

  it('that are equal get what tells the findings apart, and others stay as they are', () => {
    const alike = (id: string, other: object) => madeFinding({ id, title: 'A title', ...other });
    const reference = (name: string, path: string) => ({ reference: { source: 's', name, field: 'F', path } });
    const titlesOf = (...findings: ReturnType<typeof alike>[]) =>
      withDistinctTitles(findings).map(({ title }) => title);
    assert.deepEqual(
      titlesOf(
        alike('1', { holding: { source: 's', name: 'A' } }),
        alike('2', { holding: { source: 's', name: 'B' } }),
      ),
      ['A title (A)', 'A title (B)'],
    );
    assert.deepEqual(titlesOf(alike('1', reference('A', 'x/a')), alike('2', reference('A', 'y/a'))), [
      'A title (x/a)',
      'A title (y/a)',
    ]);
    assert.deepEqual(titlesOf(alike('1', {}), alike('2', {})), ['A title (1)', 'A title (2)']);
    assert.deepEqual(titlesOf(alike('1', { title: 'One' }), alike('2', { title: 'Two' })), ['One', 'Two']);
  });
});
