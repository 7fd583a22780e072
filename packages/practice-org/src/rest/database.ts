import type { ObjectSchema } from '../schema/object-schema.ts';
import { withMutualAuthentication } from '../schema/org-features.ts';
import type { Database } from '../soql/field-path.ts';
import { RestError } from '../server/message.ts';
import type { Call } from '../server/route.ts';

/**
 * The objects and rows that one of the two query APIs can reach: what the published types know, plus the custom
 * objects deployed here, less what faults take away.
 */
export function databaseOf({ schema, org, faults }: Call, api: 'data' | 'tooling'): Database {
  if (api === 'tooling' && faults.denies('ViewSetup')) throw insufficientAccess('View Setup and Configuration');
  const featured = faults.lacks('InboundCertificate') ? schema : withMutualAuthentication(schema);
  const known: Readonly<Record<string, ObjectSchema>> =
    api === 'data' ? { ...featured.data, ...org.customObjects() } : featured.tooling;
  return {
    schema: Object.fromEntries(Object.entries(known).filter(([name]) => !faults.lacks(name))),
    rows: (object) => {
      if (object === 'Certificate' && faults.denies('ManageCertificates'))
        throw insufficientAccess('Manage Certificates');
      return org.rows(object);
    },
    now: org.now(),
  };
}

/** unverified: which permission the Tooling API wants for Certificate, and what it answers without it */
export function insufficientAccess(permission: string): RestError {
  return new RestError(
    403,
    'INSUFFICIENT_ACCESS',
    `You do not have access: the permission "${permission}" is missing.`,
  );
}
