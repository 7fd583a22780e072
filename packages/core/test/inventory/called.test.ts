import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nameOfHolding, withDistinctNames } from '@cert-health/core';
import type { Holding } from '@cert-health/core';
import { held, read } from '../fixtures/inventories.ts';

const sources = [read('org.certificates', { label: 'Key Management' }), read('org.saml', { label: 'Single sign-on' })];
const one = (name: string, label: string, other: Partial<Holding> = {}): Holding => held([], { name, label, ...other });
const names = (...holdings: Holding[]): string[] => withDistinctNames(holdings, sources).map(nameOfHolding);

describe('what holdings are called', () => {
  it('is the label, where that is enough', () => {
    const [first, second] = [one('A_1', 'Portal'), one('B', '')];
    assert.deepEqual(names(first, second), ['Portal', 'B']);
    assert.deepEqual(withDistinctNames([first, second], sources), [first, second], 'nothing is added');
  });

  it('has the unique name behind a label that is shared, pending ones too', () => {
    assert.deepEqual(
      names(one('P_2023', 'Portal'), one('P_2027', 'Portal', { pendingSignature: true }), one('Q', 'Quay')),
      ['Portal (P_2023)', 'Portal (P_2027)', 'Quay'],
    );
  });

  it('is shared by labels that people cannot tell apart', () => {
    assert.deepEqual(names(one('A', 'Portal'), one('B', 'portal '), one('C', 'Por  tal'), one('D', 'por tal')), [
      'Portal (A)',
      'portal  (B)',
      'Por  tal (C)',
      'por tal (D)',
    ]);
  });

  it('does not say a name twice', () => {
    assert.deepEqual(names(one('Portal', 'Portal'), one('Portal_2', 'Portal')), ['Portal', 'Portal (Portal_2)']);
  });

  it('has the place where name and label are shared: another list, a project beside its org', () => {
    assert.deepEqual(names(one('Okta', 'Okta'), one('Okta', 'Okta', { source: 'org.saml' })), [
      'Okta (Key Management)',
      'Okta (Single sign-on)',
    ]);
    const project = one('P', 'Portal', { source: 'project.certificates', path: 'certs/P.crt' });
    assert.deepEqual(names(one('P', 'Portal'), project), ['Portal (P, Key Management)', 'Portal (P, certs/P.crt)']);
  });

  it('has the Id where a deleted record is listed beside its namesake', () => {
    assert.deepEqual(names(one('P', 'P', { id: '0P11' }), one('P', 'P', { id: '0P12' })), [
      'P (Key Management, 0P11)',
      'P (Key Management, 0P12)',
    ]);
  });

  it('does not take another name for its own', () => {
    const all = names(one('A', 'Portal'), one('B', 'Portal'), one('C', 'Portal (A)'));
    assert.equal(new Set(all).size, 3, String(all));
  });
});
