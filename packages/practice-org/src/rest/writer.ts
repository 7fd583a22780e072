import type { Writer } from '../dml/writer.ts';
import { Rights } from '../org/rights.ts';
import type { Call } from '../routing/route.ts';
import { databaseOf } from './database.ts';

/** Who writes by the REST API: the user who logged in, with the custom permissions that are assigned. */
export function writerOf(call: Call): Writer {
  const { org } = call;
  const rights = new Rights(org, org.identity.userId);
  return {
    org,
    schema: databaseOf(call, 'data').schema,
    by: org.identity.userId,
    hasPermission: (name) => rights.hasCustomPermission(name),
  };
}
