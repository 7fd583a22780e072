import type { Gap, PlaceContent } from '@cert-health/core';
import type { OrgApi } from './api.ts';
import { eachOf } from './each-of.ts';
import { Found } from './found.ts';
import { MetadataReader } from './metadata-reader.ts';
import type { KeyPairNames, PlaceReader } from './place-reader.ts';
import { placeReaders } from './place-readers.ts';

/** Places read at a time. Salesforce counts requests that take long (25 in production); each place makes a few. */
const atATime = 6;

export interface PlacesRequest {
  readonly keyPairs: Promise<KeyPairNames>;
  /** Why nothing that takes many requests is to be asked, if it is not. */
  readonly skipped?: Gap | undefined;
  /** Default: all. */
  readonly readers?: readonly PlaceReader[];
}

/** Reads places side by side, so that none waits for a slow one and none takes another along when it fails. */
export async function readPlaces(api: OrgApi, request: PlacesRequest): Promise<PlaceContent[]> {
  const { keyPairs, skipped, readers = placeReaders } = request;
  const types = readers.flatMap((reader) => reader.metadata ?? []);
  const org = { api, metadata: new MetadataReader(api, types, skipped), keyPairs, skipped };
  const founds = readers.map((reader) => ({ reader, found: new Found(reader.place, api) }));
  await eachOf(founds, atATime, async ({ reader, found }) => {
    try {
      await reader.read(org, found);
    } catch (error) {
      found.gap(mistakeOf(error));
    }
  });
  return founds.map(({ found }) => found.content());
}

/** The places when nothing can be asked: all of them, with the reason. */
export function placesNotAsked(api: OrgApi, gap: Gap, readers: readonly PlaceReader[] = placeReaders): PlaceContent[] {
  return readers.map((reader) => {
    const found = new Found(reader.place, api);
    found.gap(gap);
    return found.content();
  });
}

/** What the org answers is a gap where it was asked; anything else is a mistake of ours, and one place's only. */
function mistakeOf(error: unknown): Gap {
  const [message = ''] = String(error instanceof Error ? error.message : error).split('\n');
  return { status: 'failed', detail: `This program made a mistake here (${message}); please report it.` };
}
