import { bitString, context, integer, integerContent, namedBits, sequence, time, tlv } from './der.ts';
import { daysFromToday, extension, type Made } from './certificate.ts';
import { algorithmOf, signature, type Key } from './key.ts';
import { generalName, nameDer } from './names.ts';

export interface CrlRecipe {
  readonly revoked?: readonly (Made | readonly [certificate: Made, reason: number, issuer?: string])[];
  readonly thisUpdate?: Date;
  /** Null leaves it out. */
  readonly nextUpdate?: Date | null;
  readonly number?: number | null;
  readonly deltaBase?: number;
  readonly scope?: ScopeRecipe;
  readonly extensions?: readonly (readonly [string, boolean, Uint8Array])[];
  readonly issuerName?: string;
  readonly signedWith?: Key;
  readonly version?: 1 | 2;
  /** A critical entry extension that nobody knows. */
  readonly oddEntry?: boolean;
}

export interface ScopeRecipe {
  readonly names?: readonly string[];
  readonly onlyUsers?: boolean;
  readonly onlyCas?: boolean;
  readonly reasons?: readonly number[];
  readonly indirect?: boolean;
  readonly onlyAttributes?: boolean;
}

export function makeCrl(issuer: Made, recipe: CrlRecipe = {}): Uint8Array {
  const { version = 2, number = 7, nextUpdate = daysFromToday(7) } = recipe;
  const key = recipe.signedWith ?? issuer.key;
  const algorithm = algorithmOf(key);
  const list: Uint8Array[] = [extension('2.5.29.35', false, sequence(context(0, false, key.id)))];
  if (number !== null) list.push(extension('2.5.29.20', false, integer(number)));
  if (recipe.deltaBase !== undefined) list.push(extension('2.5.29.27', true, integer(recipe.deltaBase)));
  if (recipe.scope) list.push(extension('2.5.29.28', true, scope(recipe.scope)));
  list.push(...(recipe.extensions ?? []).map(([id, critical, value]) => extension(id, critical, value)));
  const entries = (recipe.revoked ?? []).map((entry) => revokedEntry(entry, version, recipe.oddEntry === true));
  const tbs = sequence(
    ...(version === 2 ? [integer(1)] : []),
    algorithm,
    nameDer(recipe.issuerName ?? issuer.subject),
    time(recipe.thisUpdate ?? daysFromToday(-1)),
    ...(nextUpdate === null ? [] : [time(nextUpdate)]),
    ...(entries.length === 0 ? [] : [sequence(...entries)]),
    ...(version === 2 ? [context(0, true, sequence(...list))] : []),
  );
  return sequence(tbs, algorithm, bitString(signature(key, tbs)));
}

function revokedEntry(entry: NonNullable<CrlRecipe['revoked']>[number], version: 1 | 2, odd: boolean): Uint8Array {
  const [certificate, reason, issuer] = 'der' in entry ? [entry, undefined, undefined] : entry;
  const list: Uint8Array[] = [];
  if (reason !== undefined) list.push(extension('2.5.29.21', false, tlv(0x0a, Uint8Array.of(reason))));
  if (issuer !== undefined) list.push(extension('2.5.29.29', true, sequence(generalName(`dn:${issuer}`))));
  if (odd) list.push(extension('1.2.3.4', true, integer(1)));
  return sequence(
    integer(certificate.serialContent),
    time(daysFromToday(-2)),
    ...(list.length > 0 && version === 2 ? [sequence(...list)] : []),
  );
}

function scope(recipe: ScopeRecipe): Uint8Array {
  const flag = (tag: number, value: boolean | undefined): Uint8Array[] =>
    value === true ? [context(tag, false, Uint8Array.of(0xff))] : [];
  return sequence(
    ...(recipe.names ? [context(0, true, fullName(recipe.names))] : []),
    ...flag(1, recipe.onlyUsers),
    ...flag(2, recipe.onlyCas),
    ...(recipe.reasons ? [namedBits(recipe.reasons, 0x83)] : []),
    ...flag(4, recipe.indirect),
    ...flag(5, recipe.onlyAttributes),
  );
}

const fullName = (names: readonly string[]): Uint8Array => context(0, true, ...names.map(generalName));

/** A DistributionPoint of a certificate. */
export function distributionPoint({
  names,
  reasons,
  crlIssuer,
}: {
  names?: readonly string[];
  reasons?: readonly number[];
  crlIssuer?: string;
}): Uint8Array {
  return sequence(
    ...(names ? [context(0, true, fullName(names))] : []),
    ...(reasons ? [namedBits(reasons, 0x81)] : []),
    ...(crlIssuer === undefined ? [] : [context(2, true, generalName(`dn:${crlIssuer}`))]),
  );
}

/** A CRL of many entries, quickly. */
export function makeLongCrl(issuer: Made, entries: number): Uint8Array {
  const algorithm = algorithmOf(issuer.key);
  const date = time(daysFromToday(-2));
  const list: Uint8Array[] = [];
  for (let i = 0; i < entries; i++) list.push(sequence(integer(integerContent(BigInt(10_000_000 + i))), date));
  const number = extension('2.5.29.20', false, integer(1));
  const tbs = sequence(
    integer(1),
    algorithm,
    nameDer(issuer.subject),
    time(daysFromToday(-1)),
    time(daysFromToday(7)),
    sequence(...list),
    context(0, true, sequence(number)),
  );
  return sequence(tbs, algorithm, bitString(signature(issuer.key, tbs)));
}
