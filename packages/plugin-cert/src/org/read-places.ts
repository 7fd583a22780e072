import type { Gap, PlaceContent } from '@cert-health/core';
import type { OrgApi } from './api.ts';
import { eachOf } from './each-of.ts';
import { Found } from './found.ts';
import type { OrgReader, PlaceReader } from './place-reader.ts';

/** Places read at a time. Salesforce counts requests that take long (25 in production); each place makes a few. */
const atATime = 6;

/** Reads places side by side, so that none waits for a slow one and none takes another along when it fails. */
export async function readPlaces<Org extends OrgReader>(
  org: Org,
  readers: readonly PlaceReader<Org>[],
): Promise<PlaceContent[]> {
  const founds = readers.map((reader) => ({ reader, found: new Found(reader.place, org.api) }));
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
export function placesNotAsked(api: OrgApi, gap: Gap, readers: readonly Pick<PlaceReader, 'place'>[]): PlaceContent[] {
  return readers.map(({ place }) => {
    const found = new Found(place, api);
    found.gap(gap);
    return found.content();
  });
}

/** What the org answers is a gap where it was asked; anything else is a mistake of ours, and one place's only. */
function mistakeOf(error: unknown): Gap {
  const [message = ''] = String(error instanceof Error ? error.message : error).split('\n');
  return { status: 'failed', detail: `This program made a mistake here (${message}); please report it.` };
}
