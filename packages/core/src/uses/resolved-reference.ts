import type { HoldingRef, UseId } from '../findings/model.ts';
import { heldChain } from '../inventory/held-chain.ts';
import type { Holding, Reference } from '../inventory/model.ts';
import { endpointOf } from './endpoint.ts';
import type { ManagedBy } from './model.ts';
import { isNameWithPlaceholder, placeholderIn } from './placeholder.ts';
import { placeById } from './places.ts';
import { consequenceOf, stoppedOf } from './reference-uses.ts';
import type { ReferenceKind, ReferenceUse } from './references/row.ts';
import type { Match, Target } from './targets.ts';
import { isNameOrId } from './written.ts';

/** A reference and the certificate that it leads to. */
export interface ResolvedReference {
  /** SHA-256 of the certificate; null when none is known: nothing found, not read, or only met in a handshake. */
  readonly certificate: string | null;
  /** What people call the certificate here: its API name, the name of a server, else the name referred to. */
  readonly name: string;
  /** As written: a name, a record Id, a placeholder; of an address the server. Left out for a text that can be none of them. */
  readonly target?: string;
  /** Whether what is meant was found; null where that cannot be told. */
  readonly resolved: boolean | null;
  readonly reference: Pick<Reference, 'source' | 'name' | 'label' | 'field' | 'path' | 'line' | 'id'>;
  readonly managedBy: ManagedBy;
  /** "Named credentials, client certificate". */
  readonly label: string;
  /** Way through Setup. */
  readonly setup: string;
  /** What stops when the certificate does, a clause without full stop. */
  readonly consequence: string;
  /** The same as a few words for a table. */
  readonly stops: string;
  readonly kind: ReferenceKind;
  readonly match: Match;
  readonly holding?: HoldingRef;
  /** What refers is switched off. */
  readonly idle?: true;
  /** Address that the certificate is chosen for. */
  readonly serverName?: string;
  /** Several holdings fit, or a server sends several chains; there is one entry for each. */
  readonly ambiguous?: true;
}

/** Fits `ReportUse` of the report. */
export interface ResolvedUse extends ResolvedReference {
  readonly use: UseId;
}

/** A certificate is used here, but for none of the eight uses. */
export interface OtherUse extends ResolvedReference {
  /** What for instead, one sentence. */
  readonly otherwise: string;
}

/** What is known of a reference beside itself. */
interface Found {
  /** Undefined: the field is not known. */
  readonly row: ReferenceUse | undefined;
  readonly kind: ReferenceKind;
  readonly found: Target;
  /** Server that the component calls. */
  readonly endpoint: string | undefined;
  /** What is named is on none of the lists that were read. */
  readonly isDangling: boolean;
}

/** How a reference relates to a certificate: a field for a name may hold the body, one for a body may hold a name. */
export function kindOf({ target, body }: Reference, row: ReferenceUse | undefined): ReferenceKind {
  if (!row) return body !== undefined || target === undefined ? 'carries' : 'names';
  if (row.kind === 'names' && body !== undefined) return 'carries';
  if (row.kind === 'carries' && body === undefined && target !== undefined) return 'names';
  return row.kind;
}

/** What people call the component that refers. */
export function referrerOf({ label, name }: Pick<Reference, 'label' | 'name'>): string {
  return label ?? name;
}

/** What a certificate is for that only something switched off names. */
const SWITCHED_OFF = 'What names it is switched off, so nothing is done with it.';

/** One entry for each holding that may be meant; one without, when there is none. */
export function resolvedReferences(reference: Reference, about: Found): (ResolvedUse | OtherUse)[] {
  const { row, kind, found } = about;
  const { source, name, label, field, path, line, id, serverName } = reference;
  const place = row && placeById(row.place);
  const target = toldTarget(reference, about);
  const server = kind === 'meets' ? endpointOf(reference.target ?? '')?.host : undefined;
  const endpoint = server ?? about.endpoint;
  const blanks = { name: referrerOf(reference), ...(endpoint === undefined ? {} : { endpoint }) };
  const shared = {
    ...(target === undefined ? {} : { target }),
    reference: {
      source,
      name,
      ...(label === undefined ? {} : { label }),
      field,
      ...(path === undefined ? {} : { path }),
      ...(line === undefined ? {} : { line }),
      ...(id === undefined ? {} : { id }),
    },
    managedBy: row?.managedBy ?? 'customer',
    label: row && place ? `${place.label}, ${row.label}` : field,
    setup: place?.setup ?? 'Setup',
    consequence: row ? consequenceOf(row, blanks) : `what ${blanks.name} uses it for fails`,
    stops: row ? stoppedOf(row, blanks) : blanks.name,
    kind,
    match: found.match,
    ...(reference.idle ? { idle: true as const } : {}),
    ...(serverName === undefined ? {} : { serverName }),
  } as const;
  const which = reference.idle
    ? { otherwise: SWITCHED_OFF }
    : row?.use
      ? { use: row.use }
      : { otherwise: row?.otherwise ?? `What ${field} is for is not known.` };
  if (found.holdings.length === 0) {
    const resolved = about.isDangling ? false : null;
    return [{ ...shared, ...which, certificate: null, resolved, name: target ?? referrerOf(reference) }];
  }
  return found.holdings.map((holding) => {
    const certificate = heldChain(holding.certificates)?.leaf.fingerprint ?? null;
    return {
      ...shared,
      ...which,
      certificate,
      // What is carried, pinned or met leads to itself: only the certificate in it is an answer.
      resolved: kind === 'names' || certificate !== null ? true : null,
      // The same whether its server was looked at or not.
      name: kind === 'meets' && target !== undefined ? `${target}${chainOf(holding)}` : holding.name,
      holding: { source: holding.source, name: holding.name },
      ...(found.holdings.length > 1 ? { ambiguous: true as const } : {}),
    };
  });
}

/** Of a server with two chains the one for the other kind of key: ` (ECDSA)`. */
function chainOf({ name, server }: Holding): string {
  return server === undefined ? '' : name.slice(server.length);
}

/** What may be repeated of the text that was written: it may be anything, a key too. */
function toldTarget({ target }: Reference, { kind, found }: Found): string | undefined {
  const text = target?.trim();
  if (text === undefined) return undefined;
  if (kind === 'meets') return serverOf(text) ?? markIn(text);
  // What led to a certificate is the name of one.
  return isNameOrId(text) || found.match !== 'none' ? text : markIn(text);
}

function serverOf(address: string): string | undefined {
  const endpoint = endpointOf(address);
  return endpoint && (endpoint.port === 443 ? endpoint.host : `${endpoint.host}:${endpoint.port}`);
}

function markIn(text: string): string | undefined {
  const mark = placeholderIn(text);
  return mark !== undefined && isNameWithPlaceholder(mark) ? mark : undefined;
}
