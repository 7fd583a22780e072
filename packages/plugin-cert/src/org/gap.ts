import type { Gap, Source } from '@cert-health/core';
import { isDenied, permissionNamedBy, sentenceOf } from './access.ts';

/**
 * The gap that an error leaves.
 *
 * @param what What was asked for, as it stands after "may not read".
 * @param permission Label of the permission that is known or believed to be needed; the org's own word counts more.
 */
export function gapOf(error: unknown, what: string, permission: string, org: { readonly username: string }): Gap {
  if (!isDenied(error)) return { status: 'failed', detail: sentenceOf(error, org) };
  const needed = permissionNamedBy(error) ?? permission;
  return {
    status: 'denied',
    detail: `${org.username} may not read ${what}; give that user the permission "${needed}" and run again.`,
    permission: needed,
  };
}

/** The status of a source that answered with an error. */
export function sourceOfError(
  source: Pick<Source, 'id' | 'label'>,
  error: unknown,
  permission: string,
  org: { readonly username: string },
): Source {
  return { ...source, ...gapOf(error, 'this', permission, org), items: 0 };
}
