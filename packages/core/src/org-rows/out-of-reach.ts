import type { Source } from '../inventory/index.ts';
import { places } from '../uses/index.ts';
import type { PlaceId } from '../uses/index.ts';

/** Places that the app reads by itself; of `saml-sso-configs` a part. My Domain is known from the org's address. */
const inReach: readonly PlaceId[] = [
  'named-credentials',
  'external-credentials',
  'external-data-sources',
  'saml-sso-configs',
  'my-domain',
];

/** How to have a place looked at that the app cannot look at. */
export const readByCommand = 'sf cert health --publish reads it and records it here.';

/** Sources that need the Metadata API or whole code, which an app in an org cannot ask for; the command line can. */
export const placesOutOfReach: readonly Pick<Source, 'id' | 'label'>[] = [
  ...places.filter(({ id }) => !inReach.includes(id)).map(({ id, label }) => ({ id: `org.${id}`, label })),
];

/** A place that was not looked at, as a source of the report. */
export function sourceOutOfReach(place: Pick<Source, 'id' | 'label'>): Source {
  return { ...place, status: 'failed', items: 0, detail: `The app cannot look there; ${readByCommand}` };
}
