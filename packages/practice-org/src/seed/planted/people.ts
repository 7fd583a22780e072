import type { OrgIdentity } from '../../org/org.ts';
import type { Row } from '../../org/row.ts';
import {
  assignmentRow,
  organizationRow,
  permissionSetRow,
  profilePermissionRow,
  profileRows,
  userRow,
} from '../people-rows.ts';

const domain = 'planted.example.practice';

/** People who hold what has to do with certificates: by a profile, by a permission set, no longer, and not at all. */
export function plantedPeople(identity: OrgIdentity): Record<string, readonly Row[]> {
  return {
    Organization: [organizationRow(identity)],
    User: [
      userRow(1, 'Robin Vale', identity.username),
      userRow(2, 'Zoë Müller', `zoe.mueller@${domain}`),
      userRow(3, 'Илья Петров', `ilya.petrov@${domain}`),
      userRow(4, 'Priya Raman', `priya.raman@${domain}`),
      userRow(5, 'Billing Integration', `billing@${domain}`),
      userRow(6, 'Former Admin', `former.admin@${domain}`, false),
      userRow(7, 'Telemetry Integration', `telemetry@${domain}`),
    ],
    Profile: profileRows,
    PermissionSet: [
      profilePermissionRow(1, 'System Administrator', [
        'CustomizeApplication',
        'ManageCertificates',
        'ManageCertificatesExpiration',
        'ManageInternalUsers',
        'ModifyAllData',
        'ModifyMetadata',
        'ViewSetup',
      ]),
      profilePermissionRow(2, 'Standard User', []),
      permissionSetRow(3, 'Certificate_Watch', 'Certificate Watch', ['ManageCertificatesExpiration']),
      permissionSetRow(4, 'Certificate_Admin', 'Администрирование сертификатов', ['ManageCertificates', 'ViewSetup']),
      permissionSetRow(5, 'Mutual_TLS', 'API over mutual TLS', ['ApiEnabled', 'EnforceMutualAuthentication']),
      permissionSetRow(6, 'Reports', 'Reports', ['RunReports']),
    ],
    PermissionSetAssignment: [
      assignmentRow(1, 1, 1),
      assignmentRow(2, 2, 2),
      assignmentRow(3, 3, 2),
      assignmentRow(4, 3, 6),
      assignmentRow(5, 4, 3),
      assignmentRow(6, 5, 5),
      assignmentRow(7, 5, 7),
      assignmentRow(8, 6, 4),
    ],
  };
}
