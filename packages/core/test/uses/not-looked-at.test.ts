import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Holding, Inventory, Source } from '@cert-health/core';
import { blindSpots, buildUseMap, places, referenceUses } from '@cert-health/core';

const spare: Holding = {
  source: 'org.certificates',
  name: 'Spare',
  label: 'Spare',
  kind: 'keyPair',
  certificates: [],
};

const naming = new Set(referenceUses.filter(({ kind }) => kind === 'names').map(({ place }) => place));

function source(id: string, other: Partial<Source> = {}): Source {
  return { id, label: id, status: 'read', items: 0, detail: 'None found.', ...other };
}

function limits(some: Partial<Inventory>): string[] {
  return look(some).map(({ label }) => label);
}

function look(some: Partial<Inventory>) {
  return buildUseMap({ org: null, sources: [], holdings: [spare], references: [], ...some }).notLookedAt;
}

describe('an unused certificate', () => {
  it('is one that nothing leads to', () => {
    const map = buildUseMap({ org: null, sources: [], holdings: [spare], references: [] });
    assert.deepEqual(map.unused, [spare]);
  });

  it('is claimed subject to the places that no API shows, even when everything was read', () => {
    const everything = places.map(({ id }) => source(`org.${id}`));
    assert.deepEqual(
      limits({ sources: everything }),
      blindSpots.map(({ label }) => label),
    );
    assert.ok(limits({ sources: everything }).includes('API Client Certificate'));
  });

  it('is claimed subject to every place that may name it and was not looked at', () => {
    const found = look({ sources: [source('org.named-credentials')] });
    const ids = found.flatMap((one) => one.source ?? []);
    assert.deepEqual(
      ids,
      [...naming]
        .filter((id) => id !== 'named-credentials')
        .map((id) => `org.${id}`)
        .sort(),
    );
    const apex = found.find((one) => one.source === 'org.apex');
    assert.equal(apex?.label, 'Apex code of the org');
    assert.equal(apex?.setup, 'Setup > Apex Classes');
    assert.equal(apex?.reason, 'This scan did not look there.');
  });

  it('of a project is claimed subject to the folders that were not read', () => {
    const own = { ...spare, source: 'project.certificates' };
    const missing = source('project:./not-here', { status: 'failed', label: 'Package directory not-here' });
    const named = (holdings: readonly Holding[]) =>
      limits({ holdings, sources: [source('project:.'), missing] }).filter((label) => label.startsWith('Package'));
    assert.deepEqual(named([own]), ['Package directory not-here']);
    assert.deepEqual(named([spare]), [], 'which are no part of an org');
  });

  it('is not doubted because of places that only carry certificates of their own', () => {
    assert.ok(!naming.has('inbound-certificates'));
    assert.ok(!limits({}).some((label) => label.startsWith('Mutual authentication certificates')));
  });

  it('is claimed subject to a place that was denied, with the permission that would help', () => {
    const denied = source('org.named-credentials', {
      label: 'Named credentials',
      status: 'denied',
      detail: 'Not allowed to read named credentials.',
      permission: 'Manage Named Credentials',
    });
    assert.deepEqual(
      look({ sources: [denied] }).find((one) => one.source === 'org.named-credentials'),
      {
        label: 'Named credentials',
        reason: 'Not allowed to read named credentials.',
        setup: 'Setup > Named Credentials',
        source: 'org.named-credentials',
        permission: 'Manage Named Credentials',
      },
    );
  });

  it('of an org is not vouched for by the project that was read', () => {
    const project = places.map(({ id }) => source(`project.${id}`));
    assert.ok(look({ sources: project }).some((one) => one.source === 'org.named-credentials'));
    assert.ok(!look({ sources: project }).some((one) => one.source?.startsWith('project.')));
  });

  it('is claimed subject to code that chooses a certificate while it runs, once for each class', () => {
    const call = { source: 'org.apex', name: 'Gateway', field: 'ApexClass.Auth.JWS' };
    const found = look({ references: [call, { ...call, line: 7 }, { ...call, name: 'Billing' }] });
    assert.deepEqual(
      found.filter(({ reason }) => reason.includes('does not spell out')).map(({ label }) => label),
      ['Billing', 'Gateway'],
    );
  });

  it('is no matter where there are no key pairs to claim it of', () => {
    assert.deepEqual(look({ holdings: [] }), []);
    assert.deepEqual(look({ holdings: [{ ...spare, kind: 'trusted' }] }), []);
    assert.deepEqual(look({ holdings: [{ ...spare, source: 'file:spare.p12' }] }), []);
  });
});
