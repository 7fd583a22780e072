import type { Gap, PlaceContent, ReadPermissionGrants } from '@cert-health/core';
import { Found } from '../../src/org/found.ts';
import { MetadataReader } from '../../src/org/metadata-reader.ts';
import type { KeyPairNames, OrgWithNames, PlaceReader } from '../../src/org/place-reader.ts';
import { OwnPermissions } from '../../src/org/own-permissions.ts';
import { fakeOrg } from './fake-org.ts';
import type { Answers } from './fake-org.ts';

/** What a place gives, as lines that are easy to compare, and what was asked for it. */
export interface ReadPlace extends PlaceContent {
  readonly asked: readonly string[];
  /** `Name field → target`, sorted. */
  readonly lines: readonly string[];
}

/** What a place is read beside. */
export interface Around {
  /** Names of certificates, or why they are not known. */
  readonly names?: readonly string[];
  readonly unknown?: Gap;
  readonly skipped?: Gap;
  readonly grants?: ReadPermissionGrants;
}

/** Permissions were read, and the org has no mutual authentication. */
const noGrants: ReadPermissionGrants = {
  source: { id: 'org.permissions', label: 'Permissions', status: 'read', items: 1, detail: '' },
  permissionGrants: [],
};

/** Reads one place of a fake org. */
export async function readPlace(
  reader: PlaceReader<OrgWithNames>,
  answers: Answers,
  { names = [], unknown, skipped, grants = noGrants }: Around = {},
): Promise<ReadPlace> {
  const api = fakeOrg(answers);
  const found = new Found(reader.place, api);
  const keyPairs: KeyPairNames = unknown ? { unknown } : { names };
  const permissions = new OwnPermissions(api);
  const metadata = new MetadataReader(api, reader.metadata ?? [], permissions, skipped);
  const around = { permissions, grants: Promise.resolve(grants), keyPairs: Promise.resolve(keyPairs), skipped };
  await reader.read({ api, metadata, ...around }, found);
  const content = found.content();
  const lines = content.references
    .map(({ name, field, target, line }) =>
      [
        name,
        field,
        ...(line === undefined ? [] : [`line ${line}`]),
        ...(target === undefined ? [] : ['→', target]),
      ].join(' '),
    )
    .sort();
  return { ...content, asked: api.asked, lines };
}
