import { scanElements, scannable, scannedText } from './element-scan.ts';
import { forEachText } from './metadata-text.ts';
import { parseMetadataXml, textAt } from './metadata-xml.ts';
import { sourceOf } from './project-scan.ts';
import type { ProjectContent, ProjectReader } from './project-scan.ts';

/** User permissions about certificates, with what they do (Metadata API, PermissionSet: `userPermissions.name`). */
const permissions: Readonly<Record<string, string>> = {
  // unverified: the name in metadata, taken from the field PermissionsEnforceMutualAuthentication of the object.
  EnforceMutualAuthentication: 'Must present a client certificate',
  ManageCertificates: 'May manage certificates',
  ManageCertificatesExpiration: 'Gets the mails about certificates that expire',
};

/** Switches in `SecuritySettings.sessionSettings`, with what they do. */
const securitySwitches: Readonly<Record<string, string>> = {
  allowUserAuthenticationByCertificate: 'users may log in with a certificate',
  allowUserCertBasedAuthenticationWithOcspValidation: 'certificates of users are checked for revocation (OCSP)',
};

/** What may grant a permission. */
const granting = [
  { suffix: 'permissionset', element: 'PermissionSet', label: 'permission set' },
  { suffix: 'profile', element: 'Profile', label: 'profile' },
] as const;

/** Components told by name before the rest is counted. */
const toldByName = 5;

/** Permission sets and profiles with a permission about certificates. They hold and name none: the detail tells. */
export const readPermissions: ProjectReader = (files): ProjectContent => {
  const about = { id: 'project.permissions', label: 'Permissions about certificates in the project' };
  const granted = new Map(Object.keys(permissions).map((permission) => [permission, new Set<string>()]));
  const problems: string[] = [];
  for (const { suffix, element, label } of granting) {
    forEachText(files.withSuffix(suffix), element, problems, (xml, { name }) => {
      for (const permission of permissionsIn(scannable(xml, element))) {
        // The same component may lie in two package directories.
        granted.get(permission)?.add(`${name} (${label})`);
      }
    });
  }
  const told = [...granted].flatMap(([permission, components]) => {
    const names = [...components];
    const rest = names.length - toldByName;
    const list = [...names.slice(0, toldByName), ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
    return names.length === 0 ? [] : [`${permissions[permission]} (${permission}): ${list}.`];
  });
  const items = [...granted.values()].reduce((sum, { size }) => sum + size, 0);
  const source = sourceOf(about, items, problems, items === 0 ? 'None found.' : told.join(' '));
  return { source, holdings: [], references: [] };
};

function permissionsIn(xml: string): string[] {
  // Letters may be written by their numbers.
  if (!xml.includes('&#') && !Object.keys(permissions).some((permission) => xml.includes(permission))) return [];
  return scanElements(xml, 'userPermissions').flatMap(({ inner }) =>
    scannedText(inner, 'enabled') === 'true' ? (scannedText(inner, 'name') ?? []) : [],
  );
}

/** Switches of the security settings about logins with certificates; the detail tells. */
export const readSecuritySettings: ProjectReader = (files): ProjectContent => {
  const about = { id: 'project.security-settings', label: 'Security settings in the project' };
  const problems: string[] = [];
  const on: string[] = [];
  const metas = files.withSuffix('settings').filter(({ name }) => name === 'Security');
  forEachText(metas, 'SecuritySettings', problems, (xml) => {
    const settings = parseMetadataXml(xml, 'SecuritySettings');
    for (const [name, does] of Object.entries(securitySwitches)) {
      if (textAt(settings, 'sessionSettings', name) === 'true') on.push(`${does} (${name})`);
    }
  });
  const detail = on.length === 0 ? 'None on.' : `On: ${on.join('; ')}.`;
  return { source: sourceOf(about, on.length, problems, detail), holdings: [], references: [] };
};
