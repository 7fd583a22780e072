import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { buildUseMap, withDistinctNames } from '@cert-health/core';
import { certificateMeta, metadataXml } from '../fixtures/folder.ts';
import { issue } from '../fixtures/issue.ts';
import type { Issued } from '../fixtures/issue.ts';
import { readFolder } from './read-folder.ts';

describe('a certificate of one name in several package directories', () => {
  let current: Issued;
  let old: Issued;
  before(async () => {
    current = await issue({ name: 'Portal', from: '2026-01-01', days: 365 });
    old = await issue({ name: 'Portal', from: '2024-01-01', days: 90 });
  });

  const project = (certificates: Readonly<Record<string, Issued>>): Record<string, string> => ({
    'sfdx-project.json': JSON.stringify({
      packageDirectories: [...new Set(['calls', ...Object.keys(certificates)])].map((path) => ({ path })),
    }),
    'calls/Bank.namedCredential-meta.xml': metadataXml('NamedCredential', { certificate: 'Portal' }),
    ...Object.fromEntries(
      Object.entries(certificates).flatMap(([folder, { pem }]) => [
        [`${folder}/certs/Portal.crt`, pem],
        [`${folder}/certs/Portal.crt-meta.xml`, certificateMeta({ masterLabel: 'Portal' })],
      ]),
    ),
  });

  test('may each be the one that is named: none is a leftover', async (t) => {
    const read = await readFolder(t, project({ eu: current, us: old }));
    const { uses, unused } = buildUseMap({ org: null, ...read });
    assert.deepEqual(unused, []);
    assert.deepEqual(
      uses.map(({ reference, holding }) => [reference.name, holding?.source]),
      [
        ['Bank', 'project.certificates'],
        ['Bank', 'project.certificates'],
      ],
    );
    assert.equal(new Set(uses.map(({ certificate }) => certificate)).size, 2);
  });

  test('are told apart by where they lie, each time once', async (t) => {
    const { holdings, sources } = await readFolder(t, project({ eu: current, us: old }));
    assert.deepEqual(
      withDistinctNames(holdings, sources).map(({ called }) => called),
      ['Portal (eu/certs/Portal.crt)', 'Portal (us/certs/Portal.crt)'],
    );
  });

  test('are one where they are the same', async (t) => {
    const { holdings } = await readFolder(t, project({ eu: old, us: old, more: current }));
    assert.deepEqual(
      holdings.map(({ path }) => path),
      ['eu/certs/Portal.crt', 'more/certs/Portal.crt'],
    );
  });
});
