import type { RotationKind, RotationPlan } from '@cert-health/core';
import { permissions as labels, sentenceOf } from '../../org/access.ts';
import type { OrgApi } from '../../org/api.ts';
import { OrgApiError } from '../../org/api.ts';
import type { OwnPermissions, PermissionField } from '../../org/own-permissions.ts';

/**
 * Below it, configuration comes without what newer versions have in it, and would be deployed back without that: parameters of
 * named credentials came with 56.0, external client apps with 60.0 (Metadata API Developer Guide).
 */
const leastVersion = 60;

/** The metadata type that lists what a source holds, where the org tells of it by two ways. */
const listedAs: Readonly<Record<string, string>> = {
  'org.certificates': 'Certificate',
  'org.inbound-certificates': 'InboundCertificate',
};

interface Needed {
  readonly label: string;
  readonly fields: readonly PermissionField[];
}

const deploys: Needed = {
  label: labels.readMetadata,
  fields: ['PermissionsModifyMetadata', 'PermissionsModifyAllData'],
};
const manages: Needed = {
  label: labels.manageCertificates,
  fields: ['PermissionsManageCertificates', 'PermissionsCustomizeApplication'],
};
/** Object Reference, UserAuthCertificate. */
const managesUsers: Needed = { label: labels.readUserCertificates, fields: ['PermissionsManageInternalUsers'] };

/** What carrying a kind out needs of the user, by Setup's label and by the fields that tell. */
function neededBy(kind: RotationKind): readonly Needed[] {
  if (kind === 'user-certificate') return [managesUsers];
  if (kind === 'carried') return [deploys];
  return kind === 'guided' ? [manages] : [manages, deploys];
}

export interface SightRequest {
  readonly api: OrgApi;
  readonly permissions: OwnPermissions;
  /** As the session uses it: `66.0`. */
  readonly apiVersion: string;
  readonly plan: Pick<RotationPlan, 'certificate' | 'source' | 'kind'>;
  /** Whether the list of certificates gave it, which is the first of two signals. */
  readonly isListed: boolean;
}

/**
 * Whether this session really sees and may change certificates: what a session policy, a kind of access token or a missing
 * permission hides looks as if it were not there. Asks the Metadata API too, which does not depend on the list of the Tooling
 * API; that a deployment is taken, the first one shows, which makes what nothing uses.
 *
 * unverified: that what a session policy hides from one of the two is hidden from the other.
 *
 * @returns What is in the way, one sentence each; empty: nothing is.
 */
export async function sessionSight(request: SightRequest): Promise<string[]> {
  const { permissions, apiVersion, plan } = request;
  const lacking = await Promise.all(
    neededBy(plan.kind).map(async ({ label, fields }) =>
      (await permissions.holds(...fields)) === false ? label : undefined,
    ),
  );
  return [
    ...(Number(apiVersion) >= leastVersion
      ? []
      : [
          `API version ${apiVersion} does not give configuration whole: run again with --api-version ${leastVersion}.0 or later.`,
        ]),
    ...lacking.flatMap((label) =>
      label === undefined
        ? []
        : [`${request.api.username} may not change certificates: give that user the permission "${label}".`],
    ),
    ...(await secondSignal(request)),
  ];
}

async function secondSignal({ api, plan, isListed }: SightRequest): Promise<string[]> {
  const { certificate, source } = plan;
  const type = listedAs[source];
  if (type === undefined) return [];
  try {
    const listed = await api.listMetadata([type]);
    const isThere = listed.some(({ fullName }) => fullName.toLowerCase() === certificate.toLowerCase());
    if (isThere === isListed) return [];
    const [shown, hidden] = isListed
      ? ['list of certificates', 'Metadata API']
      : ['Metadata API', 'list of certificates'];
    return [
      `${certificate} is in the ${shown} of the org and not in its ${hidden}, so that ${api.username} is not shown everything: look at the session security policy "Manage Certificates" (Setup, Identity Verification) and at the permissions of that user.`,
    ];
  } catch (error) {
    if (!(error instanceof OrgApiError)) throw error;
    return [`The Metadata API did not list certificates. ${sentenceOf(error, api)}`];
  }
}
