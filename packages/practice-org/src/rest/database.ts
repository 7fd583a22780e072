import type { FaultGate } from '../faults/fault-gate.ts';
import { permissions } from '../faults/fault.ts';
import type { Org } from '../org/org.ts';
import type { Row } from '../org/row.ts';
import type { ObjectSchema, PublishedSchema } from '../schema/object-schema.ts';
import { documentedData, withMutualAuthentication } from '../schema/org-features.ts';
import type { Database } from '../soql/field-path.ts';
import { RestError } from '../http/message.ts';
import type { Call } from '../routing/route.ts';

/**
 * The objects and rows that one of the two query APIs can reach: what the published types know, plus the custom
 * objects deployed here, less what faults take away.
 */
export function databaseOf({ schema, org, faults }: Call, api: 'data' | 'tooling'): Database {
  if (api === 'tooling' && faults.denies('ViewSetup')) throw insufficientAccess('View Setup and Configuration');
  const deniesCertificates = (object: string): boolean =>
    object === 'Certificate' && faults.denies('ManageCertificates');
  const known = api === 'data' ? dataObjects(schema, org, faults) : schema.tooling;
  const shown = api === 'data' ? faults.shows.bind(faults) : (name: string) => !faults.lacks(name);
  return {
    schema: Object.fromEntries(Object.entries(known).filter(([name]) => shown(name))),
    rows: (object) => {
      if (deniesCertificates(object)) throw insufficientAccess('Manage Certificates');
      if (faults.refuses(object)) throw sessionTooLow();
      if (faults.hides(object)) return [];
      return object === 'UserPermissionAccess' ? [ownPermissions(faults)] : org.rows(object);
    },
    // What is not shown as it is kept is only listed.
    table: (object) => {
      const isKept = !deniesCertificates(object) && !faults.refuses(object) && !faults.hides(object);
      return isKept && object !== 'UserPermissionAccess' ? org.table(object) : undefined;
    },
    now: org.now(),
  };
}

function dataObjects(schema: PublishedSchema, org: Org, faults: FaultGate): Readonly<Record<string, ObjectSchema>> {
  const documented = documentedData(schema);
  const objects = faults.lacks('InboundCertificate') ? documented : withMutualAuthentication(documented);
  return { ...objects, ...org.customObjects() };
}

/**
 * What the user who logged in may do: an administrator's permissions, less what faults take away. The Metadata API takes
 * Modify All Data in place of ModifyMetadata, so whoever lacks the one lacks the other.
 */
function ownPermissions(faults: FaultGate): Row {
  const held = permissions.filter((permission) => !faults.denies(permission));
  const all = ['ApiEnabled', ...held, ...(faults.denies('ModifyMetadata') ? [] : ['ModifyAllData'])];
  return { Id: '000000000000000AAA', ...Object.fromEntries(all.map((name) => [`Permissions${name}`, true])) };
}

/** unverified: that a policy for session security refuses at all, and with which code. */
function sessionTooLow(): RestError {
  return new RestError(403, 'INSUFFICIENT_ACCESS', 'This operation requires a session of high assurance.');
}

/** unverified: which permission the Tooling API wants for Certificate, and what it answers without it */
export function insufficientAccess(permission: string): RestError {
  return new RestError(
    403,
    'INSUFFICIENT_ACCESS',
    `You do not have access: the permission "${permission}" is missing.`,
  );
}
