import type { Company } from '../org/org.ts';
import { recordId } from '../org/record-id.ts';
import { daysAfter } from '../time/time.ts';
import { toPem } from '../certificates/issue.ts';
import { KeyRing } from '../certificates/key-ring.ts';
import { listedRoots, makeAuthorities } from './authorities.ts';
import { makeKeyPair } from './key-pairs.ts';
import type { KeyPairPlan } from './key-pairs.ts';
import { assignmentRow, licenseRows, organizationRow, permissionSetRow, profileRows, userRow } from './people-rows.ts';

const plans: readonly KeyPairPlan[] = [
  { name: 'Supplier_Client', authority: 'meridian', age: 40, days: 365 },
  { name: 'Webhook_Signing', age: 30 },
];

/** A small company without a care: what a healthy org looks like. It also starts faster than Acme Freight. */
export async function quietHarbor(now: Date): Promise<Company> {
  const identity = {
    id: recordId('Organization', 2),
    name: 'Quiet Harbor Books',
    instanceName: 'PRA2',
    isSandbox: false,
    userId: recordId('User', 1),
    username: 'sam.ellis@quietharbor.example.practice',
  };
  const ring = await KeyRing.open();
  const authorities = await makeAuthorities(now, ring);
  const context = { authorities, orgId: identity.id, now, ring };
  const keyPairs = await Promise.all(plans.map((plan, index) => makeKeyPair(plan, { ...context, number: index + 1 })));
  await ring.save();
  const created = daysAfter(now, -35);
  return {
    identity,
    keyPairs,
    components: [
      {
        type: 'NamedCredential',
        fullName: 'Supplier',
        id: recordId('NamedCredential', 1),
        createdDate: created,
        lastModifiedDate: created,
        values: {
          certificate: 'Supplier_Client',
          endpoint: 'https://supplier.example',
          label: 'Supplier',
          namedCredentialType: 'Legacy',
          principalType: 'Anonymous',
          protocol: 'NoAuthentication',
        },
      },
      // Every org has profiles.
      {
        type: 'Profile',
        fullName: 'Admin',
        id: recordId('Profile', 1),
        createdDate: created,
        lastModifiedDate: created,
        values: { custom: false, userLicense: 'Salesforce', userPermissions: [] },
      },
    ],
    rows: {
      Organization: [organizationRow(identity)],
      User: [userRow(1, 'Sam Ellis', identity.username)],
      Profile: profileRows,
      UserLicense: licenseRows,
      PermissionSet: [permissionSetRow(1, 'Certificate_Watch', 'Certificate Watch', ['ManageCertificatesExpiration'])],
      PermissionSetAssignment: [assignmentRow(1, 1, 1)],
    },
    trustedRoots: listedRoots(authorities).map(({ certificate }) => toPem([certificate])),
  };
}
