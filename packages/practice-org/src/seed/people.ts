import type { OrgIdentity } from '../org/org.ts';
import type { Row } from '../org/row.ts';
import {
  assignmentRow,
  licenseRows,
  organizationRow,
  permissionSetRow,
  profilePermissionRow,
  profileRows,
  userRow,
} from './people-rows.ts';

const domain = 'acmefreight.example.practice';

/**
 * The people of Acme Freight. One active user is mailed before certificates expire; another who should be has left.
 * The billing integration must present a client certificate.
 */
export function people(identity: OrgIdentity): Record<string, readonly Row[]> {
  return {
    Organization: [organizationRow(identity)],
    User: [
      userRow(1, 'Morgan Reyes', identity.username),
      userRow(2, 'Ines Okafor', `ines.okafor@${domain}`),
      userRow(3, 'Tom Lindqvist', `tom.lindqvist@${domain}`),
      userRow(4, 'Priya Raman', `priya.raman@${domain}`),
      userRow(5, 'Billing Integration', `billing@${domain}`),
      userRow(6, 'Former Admin', `former.admin@${domain}`, false),
    ],
    Profile: profileRows,
    UserLicense: licenseRows,
    PermissionSet: [
      profilePermissionRow(1, 'System Administrator', [
        'CustomizeApplication',
        'ManageCertificates',
        'ManageInternalUsers',
        'ModifyAllData',
        'ModifyMetadata',
        'ViewSetup',
      ]),
      permissionSetRow(2, 'Certificate_Watch', 'Certificate Watch', ['ManageCertificatesExpiration']),
      permissionSetRow(3, 'Certificate_Admin', 'Certificate Administration', ['ManageCertificates']),
      permissionSetRow(4, 'Billing_API', 'Billing API over mutual TLS', ['ApiEnabled', 'EnforceMutualAuthentication']),
    ],
    PermissionSetAssignment: [
      assignmentRow(1, 1, 1),
      assignmentRow(2, 2, 2),
      assignmentRow(3, 2, 6),
      assignmentRow(4, 3, 3),
      assignmentRow(5, 4, 5),
    ],
  };
}
