import type { ServiceProvider } from '../inventory/model.ts';
import { listOf } from '../findings/wording.ts';
import type { UseId } from '../findings/model.ts';
import { useById } from './catalog.ts';
import type { ResolvedReference } from './resolved-reference.ts';

/** What of a reference decides how its certificate's end is told. */
type Ending = Pick<ResolvedReference, 'consequence' | 'stops' | 'reference'> & { readonly use?: UseId };

/** Where the org, as an identity provider, says what it signs with. */
export const identityProviderField = 'IdentityProviderSettings.certificateName';

const NAMED = 3;

/**
 * Whether a source says that an ended certificate is refused here. One secondary source alone is no ground to say so
 * (see `Confidence`), and of what is none of the eight uses nothing is known.
 */
export function refusesTheEnded({ use }: { readonly use?: UseId }): boolean {
  if (use === undefined) return false;
  const { value, confidence } = useById(use).datesEnforced;
  return value === 'required' && confidence !== 'C';
}

/**
 * What stops when the certificate ends, a clause without full stop. Where no source says that an ended one is refused, it says
 * "may".
 *
 * @param serviceProviders Those that log in through the org; undefined: nobody looked for them.
 */
export function atItsEnd(
  entry: Omit<Ending, 'stops'>,
  serviceProviders: readonly ServiceProvider[] | undefined,
): string {
  if (entry.reference.field === identityProviderField) return loginsElsewhere(serviceProviders);
  return refusesTheEnded(entry) ? entry.consequence : hedged(entry.consequence);
}

/** The same as a few words for a table: `Okta logins`, and `perhaps Okta logins` where no source says so. */
export function stopsAtItsEnd(entry: Ending): string {
  return refusesTheEnded(entry) ? entry.stops : `perhaps ${entry.stops}`;
}

function loginsElsewhere(serviceProviders: readonly ServiceProvider[] | undefined): string {
  const logins = 'logins from Salesforce to';
  if (serviceProviders === undefined) return `${logins} service providers may fail`;
  if (serviceProviders.length === 0) return `${logins} service providers may fail, if there are any`;
  const labels = [...new Set(serviceProviders.map(({ label }) => label))].sort();
  const more = labels.length - NAMED;
  return `${logins} ${listOf([...labels.slice(0, NAMED), ...(more > 0 ? [`${more} more`] : [])])} may fail`;
}

/** Ways in which clauses say that something stops, and how they say that it may. The first that fits is taken. */
const doubts: readonly (readonly [certain: RegExp, doubtful: string])[] = [
  [/ may /, ' may '],
  [/ (?:is|are) (no longer |not )?(\w+ed)\b/, ' may $1be $2'],
  [/ do not work\b/, ' may not work'],
  [/ fails?\b/, ' may fail'],
  [/ refuses\b/, ' may refuse'],
  [/ rejects\b/, ' may reject'],
  [/ stops\b/, ' may stop'],
  [/ sees?\b/, ' may see'],
  [/ cannot be\b/, ' can perhaps not be'],
  [/ cannot\b/, ' may be unable to'],
];

/** `logins through Okta fail` as `logins through Okta may fail`. */
export function hedged(clause: string): string {
  const [certain, doubtful] = doubts.find(([pattern]) => pattern.test(clause)) ?? [];
  return certain === undefined || doubtful === undefined ? `perhaps ${clause}` : clause.replace(certain, doubtful);
}
