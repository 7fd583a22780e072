import type { Permission } from './fault.ts';

/**
 * Who may see an object of the data API: any one of these lists of permissions is enough. Source: Object Reference,
 * "Special Access Rules" of each object.
 */
const needed: Readonly<Record<string, readonly (readonly Permission[])[]>> = {
  AuthProvider: [['CustomizeApplication', 'ManageAuthProviders']],
  Domain: [['ViewSetup']],
  DomainSite: [['ViewSetup']],
  NamedCredential: [['ViewSetup']],
  // The second way wants Modify All Data; whoever lacks that here lacks ModifyMetadata.
  SamlSsoConfig: [['ViewSetup'], ['CustomizeApplication', 'ModifyMetadata']],
  TenantSecret: [['ManageEncryptionKeys']],
  UserAuthCertificate: [['ManageInternalUsers']],
};

/**
 * Whether the user may see an object of the data API.
 *
 * unverified: that a query for one that the user may not see is refused as INVALID_TYPE, as if the org did not have it.
 * The guide says that a describe leaves such objects out.
 */
export function maySee(object: string, denied: (permission: Permission) => boolean): boolean {
  const ways = Object.hasOwn(needed, object) ? needed[object] : undefined;
  return ways?.some((permissions) => !permissions.some(denied)) ?? true;
}

/**
 * What the session security policy "Manage Certificates" governs: the pages Certificate and Key Management and Single
 * Sign-On Settings, and the object Certificate. Source: Salesforce Help, "Require High-Assurance Session Security for
 * Sensitive Operations".
 */
export const governedByPolicy: ReadonlySet<string> = new Set(['Certificate', 'InboundCertificate', 'SamlSsoConfig']);

/** What a session without any sight is still told: who and where it is, and what it may do. */
export const alwaysTold: ReadonlySet<string> = new Set(['Organization', 'User', 'UserPermissionAccess']);

/** What an org has only together with something else; without the key it has none of these. */
const broughtBy: Readonly<Record<string, readonly string[]>> = {
  ExternalClientApplication: [
    'ExtlClntAppGlobalOauthSettings',
    'ExtlClntAppOauthSettings',
    'ExtlClntAppOauthSecuritySettings',
    'ExtlClntAppSamlConfigurablePolicies',
    'ExtlClntAppPushSettings',
    'ExtlClntAppSamlPlcyCnfg',
  ],
  ExtlClntAppSamlConfigurablePolicies: ['ExtlClntAppSamlPlcyCnfg'],
  PublicKeyCertificate: ['PublicKeyCertificateSet'],
};

/** The types that an org lacks when it lacks some. */
export function lackedWith(types: readonly string[]): ReadonlySet<string> {
  return new Set(types.flatMap((type) => [type, ...(broughtBy[type] ?? [])]));
}
