import type { Inventory, OrgIdentity, Source } from '../inventory/index.ts';
import type { PlaceId } from '../uses/index.ts';
import { addExternalCredentials } from './external-credentials.ts';
import { addExternalDataSources } from './external-data-sources.ts';
import { FoundInPlace } from './found-in-place.ts';
import type { PlaceContent } from './found-in-place.ts';
import { addNamedCredentials } from './named-credentials.ts';
import type { Gap } from './gap.ts';
import { placesOutOfReach, readByCommand, sourceOutOfReach } from './out-of-reach.ts';
import {
  certificatePermissions,
  expiryNotificationOf,
  permissionField,
  permissionGrantsOf,
  permissionsSource,
} from './permission-grants.ts';
import type { AssignmentRow, ReadPermissionGrants } from './permission-grants.ts';
import { addSamlSsoConfigs } from './saml-sso-configs.ts';
import { rowsFoundIn, rowsOf } from './snapshot-answers.ts';
import { certificatesOfSnapshot } from './snapshot-certificates.ts';
import type { OrgSnapshot, SnapshotBody, SnapshotQuestion } from './snapshot.ts';

/** What the app saw of its org. */
export interface SnapshotInventory {
  readonly inventory: Inventory;
  /** Ids of sources that the app cannot look at, or not wholly, whatever its rights; the command line reads them. */
  readonly outOfReach: readonly string[];
}

/**
 * An org as its own app sees it, by the code by which the command line sees it. What only the command line can look at is
 * a source that failed, never one that is silent.
 */
export function inventoryOfSnapshot(snapshot: OrgSnapshot, bodies: readonly SnapshotBody[]): SnapshotInventory {
  const identity = identityOf(snapshot);
  const permissions = permissionsOf(snapshot);
  const expiry = expiryNotificationOf(permissions);
  const saml = samlSsoConfigs(snapshot);
  const places = [...callouts(snapshot), saml.content];
  const references = places.flatMap((place) => place.references);
  const certificates = certificatesOfSnapshot(snapshot, bodies, references);
  const { permissionGrants } = permissions;
  return {
    inventory: {
      org: identity.org,
      sources: [
        ...identity.sources,
        ...certificates.sources,
        expiry.source,
        permissions.source,
        ...places.map(({ source }) => source),
        ...placesOutOfReach.map(sourceOutOfReach),
      ],
      holdings: [...certificates.holdings, ...places.flatMap(({ holdings }) => holdings)],
      references,
      exposedKeys: places.flatMap(({ exposedKeys }) => exposedKeys),
      ...(expiry.notification ? { expiryNotification: expiry.notification } : {}),
      ...(permissionGrants ? { permissionGrants } : {}),
    },
    outOfReach: [...placesOutOfReach.map(({ id }) => id), ...(saml.inPart ? [saml.content.source.id] : [])],
  };
}

const identitySource = { id: 'org.identity', label: 'Which org this is' } as const;

function identityOf(snapshot: OrgSnapshot): { readonly org: OrgIdentity; readonly sources: readonly Source[] } {
  const { id, name, isSandbox, instanceUrl, username } = snapshot.org;
  const known = {
    id,
    isSandbox,
    instanceUrl: instanceUrl.replace(/\/+$/, ''),
    username,
    ...(name ? { name } : {}),
  };
  // The app tells its org by itself; the question is one more, and may be left out.
  if (!snapshot.answers.organization) return { org: known, sources: [] };
  const answer = rowsOf(snapshot, 'organization');
  if ('gap' in answer) {
    return { org: known, sources: [{ ...identitySource, ...answer.gap, items: 0 }] };
  }
  const [row] = answer.rows;
  if (!row) {
    const detail = 'The org gives no record of itself; look in Setup, Company Information.';
    return { org: known, sources: [{ ...identitySource, status: 'failed', items: 0, detail }] };
  }
  return {
    org: { ...known, id: row.Id, isSandbox: row.IsSandbox ?? null, ...(row.Name ? { name: row.Name } : {}) },
    sources: [],
  };
}

function permissionsOf(snapshot: OrgSnapshot): ReadPermissionGrants {
  const answer = rowsOf(snapshot, 'assignments');
  if ('gap' in answer) return { source: { ...permissionsSource, ...answer.gap, items: 0 } };
  return permissionGrantsOf(permissionsIn(answer.rows), answer.rows);
}

/** A permission that the org lacks is not among the columns. Without rows nobody holds any. */
function permissionsIn(rows: readonly AssignmentRow[]): typeof certificatePermissions {
  if (rows.length === 0) return certificatePermissions;
  const columns = new Set(rows.flatMap(({ PermissionSet }) => Object.keys(PermissionSet ?? {})));
  return certificatePermissions.filter((permission) => columns.has(permissionField(permission)));
}

/** Questions that go through the app's connection. */
const connected = [
  'certificates',
  'namedCredentials',
  'namedCredentialParameters',
  'externalCredentials',
  'externalCredentialParameters',
  'externalDataSources',
] as const;

const nothingSeen: Gap = {
  status: 'failed',
  detail:
    'Every list came empty through the connection of the app, so that its user may lack the permission "View Setup and Configuration"; look at that user under Settings in this app.',
};

function callouts(snapshot: OrgSnapshot): PlaceContent[] {
  const isEmpty = (question: SnapshotQuestion): boolean => {
    const answer = rowsOf(snapshot, question);
    return 'rows' in answer && answer.rows.length === 0;
  };
  const sees = connected.some((question) => 'rows' in rowsOf(snapshot, question) && !isEmpty(question));
  const read = (place: PlaceId, asked: SnapshotQuestion, add: (found: FoundInPlace) => void): PlaceContent => {
    const found = new FoundInPlace(place);
    add(found);
    // Rows that the connection's user may not see are left out without a word.
    if (!sees && isEmpty(asked)) found.gap(nothingSeen);
    return found.content();
  };
  return [
    read('named-credentials', 'namedCredentials', (found) => {
      const rows = rowsFoundIn(found, snapshot, 'namedCredentials');
      addNamedCredentials(found, rows, rowsFoundIn(found, snapshot, 'namedCredentialParameters'));
    }),
    read('external-credentials', 'externalCredentials', (found) => {
      const rows = rowsFoundIn(found, snapshot, 'externalCredentials');
      addExternalCredentials(found, rows, rowsFoundIn(found, snapshot, 'externalCredentialParameters'));
    }),
    read('external-data-sources', 'externalDataSources', (found) => {
      addExternalDataSources(found, rowsFoundIn(found, snapshot, 'externalDataSources'));
    }),
  ];
}

function samlSsoConfigs(snapshot: OrgSnapshot): { readonly content: PlaceContent; readonly inPart: boolean } {
  const found = new FoundInPlace('saml-sso-configs');
  const answer = rowsOf(snapshot, 'samlSsoConfigs');
  if ('gap' in answer) {
    found.gap(answer.gap);
    return { content: found.content(), inPart: false };
  }
  addSamlSsoConfigs(found, answer.rows);
  const list = rowsOf(snapshot, 'certificates');
  const isListed = 'rows' in list && list.rows.length > 0;
  if (answer.rows.length === 0 && isListed) return { content: found.content(), inPart: false };
  if (answer.rows.length === 0) {
    found.gap({
      status: 'failed',
      detail: `None found, but what keeps the list of certificates from the app may hide these too; ${readByCommand}`,
    });
    return { content: found.content(), inPart: false };
  }
  found.gap({
    status: 'failed',
    detail: `The app cannot see with which certificates the org itself signs requests and decrypts assertions; ${readByCommand}`,
  });
  return { content: found.content(), inPart: true };
}
