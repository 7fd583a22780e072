import { quoted } from '../../chain/certificate-label.ts';

/** A CAA record (RFC 8659 section 4.1). */
export interface CaaRecord {
  /** Whether an authority that does not know the tag must not issue. */
  readonly critical: boolean;
  /** In lower case: `issue`, `issuewild`, `iodef`, … */
  readonly tag: string;
  readonly value: string;
}

export interface CaaQuestion {
  /** The record set that holds for a name: of itself, or of the nearest name above that has one. */
  readonly records: readonly CaaRecord[];
  readonly wildcard: boolean;
  /** Domains by which the authority knows itself in such records (`caaIdentities` of its directory). */
  readonly identities: readonly string[];
  /** Address of the ACME account. */
  readonly account: string;
  /** How the name is proven, such as `dns-01`. */
  readonly method: string;
}

/** Tags that authorities know (RFC 8659 section 4, RFC 9495); another one that is critical forbids all. */
const known = new Set(['issue', 'issuewild', 'iodef', 'issuemail', 'contactemail', 'contactphone', 'issuevmc']);

/**
 * Why CAA records keep an authority from issuing, as a clause; undefined when they do not.
 *
 * @source RFC 8659 section 4, RFC 8657 sections 3 and 4
 */
export function caaObstacle({ records, wildcard, ...asked }: CaaQuestion): string | undefined {
  const unknown = records.find(({ critical, tag }) => critical && !known.has(tag));
  if (unknown) return `a CAA record ${quoted(unknown.tag)} is marked as critical, and no authority knows it`;
  const wild = wildcard ? records.filter(({ tag }) => tag === 'issuewild') : [];
  const relevant = wild.length > 0 ? wild : records.filter(({ tag }) => tag === 'issue');
  if (relevant.length === 0) return undefined;
  const obstacles = relevant.map(({ value }) => obstacleOf(value, asked));
  if (obstacles.includes(undefined)) return undefined;
  // A record for this authority that asks for another account or method says more than those for others.
  return obstacles.find((one) => one !== undefined && one !== '') ?? others(relevant, asked.identities);
}

function others(records: readonly CaaRecord[], identities: readonly string[]): string {
  const allowed = records.map(({ value }) => issuerOf(value)).filter((issuer) => issuer !== '');
  return allowed.length === 0
    ? 'its CAA record lets no authority issue'
    : `its CAA records name ${allowed.map((issuer) => quoted(issuer)).join(', ')} and not ${quoted(identities[0] ?? '')}`;
}

/** undefined: this record lets the authority issue. Empty: it is about another authority. */
function obstacleOf(
  value: string,
  { identities, account, method }: Omit<CaaQuestion, 'records' | 'wildcard'>,
): string | undefined {
  const issuer = issuerOf(value);
  if (issuer === '' || !identities.some((identity) => identity.toLowerCase() === issuer)) return '';
  const parameters = parametersOf(value);
  const accounts = parameters.filter(([tag]) => tag === 'accounturi').map(([, uri]) => uri);
  if (accounts.length > 0 && !(accounts.length === 1 && accounts[0] === account)) {
    return `its CAA record is for another ACME account (accounturi); this one is ${account}`;
  }
  const methods = parameters.find(([tag]) => tag === 'validationmethods')?.[1];
  return methods === undefined || methods.split(',').some((one) => one.trim() === method)
    ? undefined
    : `its CAA record allows other ways of proof than ${method} (validationmethods ${quoted(methods)})`;
}

const issuerOf = (value: string): string => (value.split(';')[0] ?? '').trim().toLowerCase().replace(/\.$/, '');

function parametersOf(value: string): [tag: string, value: string][] {
  return value
    .split(';')
    .slice(1)
    .map((part) => {
      const [tag = '', ...rest] = part.split('=');
      return [tag.trim().toLowerCase(), rest.join('=').trim()];
    });
}
