import type { Gap, PlaceContent } from '@cert-health/core';
import { Found } from '../../src/org/found.ts';
import { MetadataReader } from '../../src/org/metadata-reader.ts';
import type { KeyPairNames, PlaceReader } from '../../src/org/place-reader.ts';
import { fakeOrg } from './fake-org.ts';
import type { Answers } from './fake-org.ts';

/** What a place gives, as lines that are easy to compare, and what was asked for it. */
export interface ReadPlace extends PlaceContent {
  readonly asked: readonly string[];
  /** `Name field → target`, sorted. */
  readonly lines: readonly string[];
}

/** Reads one place of a fake org. */
export async function readPlace(
  reader: PlaceReader,
  answers: Answers,
  { names = [], unknown, skipped }: { names?: readonly string[]; unknown?: Gap; skipped?: Gap } = {},
): Promise<ReadPlace> {
  const api = fakeOrg(answers);
  const found = new Found(reader.place, api);
  const keyPairs: KeyPairNames = unknown ? { unknown } : { names };
  const metadata = new MetadataReader(api, reader.metadata ?? [], skipped);
  await reader.read({ api, metadata, keyPairs: Promise.resolve(keyPairs), skipped }, found);
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
