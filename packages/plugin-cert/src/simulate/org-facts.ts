import { SfError } from '@salesforce/core';
import type {
  Certificate,
  Gap,
  InboundUse,
  InboundUser,
  Known,
  MappedCertificate,
  NotKnown,
  ReadPermissionGrants,
  Source,
  StoredCertificate,
} from '@cert-health/core';
import { isOutOfReach, permissions, sentenceOf } from '../org/access.ts';
import type { OrgApi } from '../org/api.ts';
import { OrgApiError } from '../org/api.ts';
import { soqlText } from '../org/soql-text.ts';
import { inboundCertificates } from '../org/arrivals/inbound-certificates.ts';
import { userCertificates } from '../org/arrivals/user-certificates.ts';
import { userCertificateOwners } from '../org/arrivals/user-certificate-owners.ts';
import { gapOf } from '../org/gap.ts';
import { MetadataReader } from '../org/metadata-reader.ts';
import { OwnPermissions } from '../org/own-permissions.ts';
import { readPermissionGrants } from '../org/permission-grants.ts';
import { readPlaces } from '../org/read-places.ts';

/** What an org knows of a client that wants to get in. */
export interface OrgFacts {
  readonly user?: InboundUser;
  readonly enforced: Known<boolean>;
  readonly list: Known<readonly StoredCertificate[]>;
  readonly mapped: Known<readonly MappedCertificate[]>;
  /** Everything that it holds of clients: what a client leaves out may be among it. */
  readonly held: readonly Certificate[];
}

const ENFORCE = 'Enforce SSL/TLS Mutual Authentication';

const unknown = (reason: string, other: Partial<NotKnown> = {}): NotKnown => ({ kind: 'unknown', reason, ...other });

/** What can be told without an org. */
export function withoutOrg(username: string | undefined): OrgFacts {
  const unasked = unknown('No org was asked.', { remedy: 'Name the org with --target-org.' });
  return {
    ...(username === undefined ? {} : { user: { username, active: unasked } }),
    enforced: unasked,
    list: unasked,
    mapped: unasked,
    held: [],
  };
}

/**
 * Reads what decides about a client, and nothing else of the org. What cannot be read is told with the permission that is missing.
 *
 * @throws {OrgApiError} when the org as a whole does not answer
 * @throws {SfError} with exit code 2 when it has no user of that name
 */
export async function readOrgFacts(api: OrgApi, use: InboundUse, username: string | undefined): Promise<OrgFacts> {
  // Asked first: a session that is over answers nothing else either.
  const user = username === undefined ? undefined : await readUser(api, username);
  if (username === undefined) await requireAnswer(api);
  const own = new OwnPermissions(api);
  const isApi = use === 'inbound-api-mtls';
  const place = isApi ? inboundCertificates : userCertificates;
  const metadata = new MetadataReader(api, place.metadata ?? [], own);
  const grants = readPermissionGrants({ api, permissions: own });
  const [content] = await readPlaces({ api, metadata, permissions: own, grants, skipped: undefined }, [place]);
  const { source, holdings } = content as NonNullable<typeof content>;
  const stored = holdings.map(({ name, certificates }) => ({ name, certificates }));
  const apart = unknown('It has no part in this use.');
  const facts = { ...(user ? { user } : {}), held: stored.flatMap(({ certificates }) => certificates) };
  if (isApi)
    return { ...facts, enforced: enforcedBy(await grants, username), list: listOf(source, stored), mapped: apart };
  return { ...facts, enforced: apart, list: apart, mapped: await mappedOf(api, metadata, source, stored) };
}

/**
 * One small question, so that an org that answers nothing is told at once.
 *
 * @throws {OrgApiError}
 */
export async function requireAnswer(api: OrgApi): Promise<void> {
  try {
    await api.query('SELECT Id FROM Organization LIMIT 1');
  } catch (error) {
    if (!(error instanceof OrgApiError) || isOutOfReach(error)) throw error;
  }
}

interface UserRow {
  readonly Username: string;
  readonly IsActive: boolean;
}

async function readUser(api: OrgApi, username: string): Promise<InboundUser> {
  const quoted = soqlText(username);
  try {
    const [row] = await api.query<UserRow>(`SELECT Username, IsActive FROM User WHERE Username = '${quoted}' LIMIT 1`);
    if (row) return { username: row.Username, active: { kind: 'known', value: row.IsActive } };
  } catch (error) {
    if (!(error instanceof OrgApiError) || isOutOfReach(error)) throw error;
    return { username, active: unknownBy(gapOf(error, 'users', permissions.readConfiguration, api)) };
  }
  throw new SfError(
    `The org shows ${api.username} no user "${username}"; check what was given to --user.`,
    'UsageError',
    [],
    2,
  );
}

function enforcedBy({ source, permissionGrants }: ReadPermissionGrants, username: string | undefined): Known<boolean> {
  if (!permissionGrants) return unknownBy(source);
  const grant = permissionGrants.find(({ permission }) => permission === 'EnforceMutualAuthentication');
  if (!grant) {
    return unknown(`The org does not have the permission "${ENFORCE}": mutual authentication is not switched on.`, {
      remedy: 'An admin: have Salesforce Support switch mutual authentication on.',
    });
  }
  if (!grant.holders) return unknown(`The org does not tell to whom "${ENFORCE}" is assigned.`);
  const wanted = username?.toLowerCase();
  return { kind: 'known', value: grant.holders.some((holder) => holder.username.toLowerCase() === wanted) };
}

function listOf(source: Source, stored: readonly StoredCertificate[]): Known<readonly StoredCertificate[]> {
  return source.status === 'read' ? { kind: 'known', value: stored } : unknownBy(source);
}

async function mappedOf(
  api: OrgApi,
  metadata: MetadataReader,
  source: Source,
  stored: readonly StoredCertificate[],
): Promise<OrgFacts['mapped']> {
  if (source.status !== 'read') return unknownBy(source);
  const { usernames, why } = await ownersOf(api, metadata);
  const value = stored.map((one): MappedCertificate => {
    const username = usernames.get(one.name);
    return { ...one, owner: username === undefined ? why : { kind: 'known', value: username } };
  });
  return { kind: 'known', value };
}

async function ownersOf(
  api: OrgApi,
  metadata: MetadataReader,
): Promise<{ readonly usernames: ReadonlyMap<string, string>; readonly why: NotKnown }> {
  try {
    const { usernames, gaps } = await userCertificateOwners(api, metadata);
    const [gap] = gaps;
    const untold = unknown('It is uploaded, and the org does not tell for whom.', {
      remedy: 'An admin: look in Setup > User Authentication Certificates whose it is.',
    });
    return { usernames, why: gap ? unknownBy(gap) : untold };
  } catch (error) {
    if (!(error instanceof OrgApiError)) throw error;
    return { usernames: new Map(), why: unknown(sentenceOf(error, api)) };
  }
}

/** Why something of an org is not known, with whose move it is. */
export function unknownBy({ detail, permission }: Pick<Gap, 'detail' | 'permission'>): NotKnown {
  return permission === undefined
    ? unknown(detail)
    : unknown(detail, {
        permission,
        remedy: `An admin: give that user the permission "${permission}", and run again.`,
      });
}
