import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Holding } from '@cert-health/core';
import { issue } from '../fixtures/certificates.ts';
import { held, heldForClients, only, run } from '../fixtures/inventories.ts';

const AT = '2026-06-01T00:00:00Z';
const nothing = { observations: [], notChecked: [] };
const ca = await issue({ subject: 'CN=CA', ca: true });
const first = await issue({ subject: 'CN=one', keyName: 'shared' });
const second = await issue({ subject: 'CN=two', keyName: 'shared' });
const renewed = await issue({ subject: 'CN=one', keyName: 'shared', notAfter: '2027-12-31T00:00:00Z' });
const other = await issue({ subject: 'CN=other' });

const pair = (issued: typeof first, name: string): Holding => held([issued], { name, label: name });
const judge = (...holdings: readonly Holding[]) => run('duplicate-key', AT, holdings);

describe('duplicate-key', () => {
  it('warns when the org holds one key under two names', () => {
    const finding = only(judge(pair(first, 'One'), pair(second, 'Two'), pair(other, 'Other')));
    assert.equal(finding.severity, 'warning');
    assert.equal(finding.title, 'Whoever gets the key of One can act as Two too: the key is the same');
    assert.match(finding.detail, /2 places hold certificates for 2 names with one key/);
    assert.deepEqual(finding.evidence['subjects'], ['CN=one', 'CN=two']);
    assert.deepEqual(finding.holding, { source: 'org.certificates', name: 'One' });
  });

  it('informs when others have the key', () => {
    const finding = only(judge(heldForClients([first], { name: 'A' }), heldForClients([second], { name: 'B' })));
    assert.equal(finding.severity, 'info');
    assert.match(finding.remedy, /^Ask the owners/);
    assert.equal(only(judge(pair(first, 'One'), heldForClients([second]))).severity, 'info');
  });

  it('is one finding for a key, however many names it has', async () => {
    const many = await Promise.all(
      Array.from({ length: 8 }, (_, number) => issue({ subject: `CN=many ${number}`, keyName: 'many' })),
    );
    const finding = only(judge(...many.map((one, number) => pair(one, `Many_${number}`))));
    assert.match(finding.title, /Many_1, Many_2, Many_3, Many_4 and 3 more too/);
  });

  it('says nothing of a renewal with the key kept, nor of the same certificate in several places', () => {
    assert.deepEqual(judge(pair(first, 'One'), pair(renewed, 'One_2027')), nothing);
    assert.deepEqual(judge(pair(first, 'One'), heldForClients([first])), nothing);
  });

  it('does not count the authorities that are held along', async () => {
    const a = await issue({ subject: 'CN=a', issuer: ca });
    const b = await issue({ subject: 'CN=b', issuer: ca });
    assert.deepEqual(judge(held([a, ca], { name: 'A' }), held([b, ca], { name: 'B' })), nothing);
  });

  it('says nothing of what could not be read', () => {
    assert.deepEqual(judge(held([], { unreadable: 'its body could not be read' })), nothing);
  });

  it('counts every place that holds one of them', () => {
    const inProject = held([first], { source: 'project.certificates', name: 'One', label: 'One' });
    const finding = only(judge(pair(first, 'One'), inProject, pair(second, 'Two')));
    assert.match(finding.detail, /^3 places hold certificates for 2 names/);
    assert.deepEqual(finding.evidence['heldAs'], [
      'org.certificates/One',
      'project.certificates/One',
      'org.certificates/Two',
    ]);
  });
});
