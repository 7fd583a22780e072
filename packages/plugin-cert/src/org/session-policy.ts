import type { Gap, Source } from '@cert-health/core';
import { permissionNamedBy } from './access.ts';
import type { Asking, HideableObject } from './asking.ts';
import { gapOf } from './gap.ts';

/**
 * What a policy for session security may close, also to a user with every permission (Salesforce Help, "Require
 * High-Assurance Session Security for Sensitive Operations").
 *
 * unverified: with which code the API answers then, or whether with an empty list.
 */
export interface GovernedObject extends HideableObject {
  readonly policy: 'Manage Certificates' | 'Manage Encryption Keys' | 'Manage Auth. Providers';
}

/** The gap that a refusal leaves: a user who holds the permission is not told to get it. */
export async function refusalOf(
  error: unknown,
  { api, permissions }: Asking,
  { what, permission, fields, policy }: GovernedObject,
): Promise<Gap> {
  const gap = gapOf(error, what, permission, api);
  if (gap.status !== 'denied' || permissionNamedBy(error) !== undefined) return gap;
  if ((await permissions.holds(...fields)) !== true) return gap;
  const detail = `${api.username} may not read ${what} although that user holds the permission "${permission}": the session security policy "${policy}" (Setup, Identity Verification) seems to block this session or to ask for high assurance; look there.`;
  return { status: 'failed', detail };
}

/** Pages in Setup that the policy "Manage Certificates" closes together with the list of certificates. */
const closedTogether = new Set(['org.inbound-certificates', 'org.saml-sso-configs']);

/** A place that came empty, seen together with the list of certificates: what hides one may hide the other. */
export function besideCertificates(source: Source, list: Source | undefined): Source {
  if (!closedTogether.has(source.id) || source.status !== 'read' || source.items > 0) return source;
  if (list?.status !== 'failed') return source;
  const detail = `None found, but what keeps the list of certificates from this session may hide these too; look in Setup. ${list.detail}`;
  return { ...source, status: 'failed', detail };
}
