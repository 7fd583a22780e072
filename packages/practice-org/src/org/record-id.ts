/**
 * Key prefixes of the objects in this org. `0P1` for Certificate is known from working third-party code; the ones
 * marked are unverified: no public listing was found, and nothing depends on their value.
 */
const prefixes = {
  Organization: '00D',
  User: '005',
  Profile: '00e',
  PermissionSet: '0PS',
  PermissionSetAssignment: '0Pa',
  UserLicense: '100',
  Certificate: '0P1',
  SamlSsoConfig: '0LE',
  AuthProvider: '0SO',
  NamedCredential: '0XA',
  ConnectedApplication: '0H4',
  AsyncProcess: '09S',
  DeployRequest: '0Af',
  ExternalCredential: '0pk', // unverified
  NamedCredentialParameter: '1NC', // unverified
  ExternalCredentialParameter: '1EC', // unverified
  ExternalDataSource: '0XC',
  ApexClass: '01p',
  ApexTrigger: '01q',
  Domain: '0I4',
  DomainSite: '0Jf', // unverified
  Site: '0DM',
  TenantSecret: '02G',
  WorkflowOutboundMessage: '04k', // unverified
  ExternalString: '101',
  InboundCertificate: '1IC', // unverified
  CustomPermission: '0CP',
  CustomNotificationType: '0ML',
  SetupEntityAccess: '0J0',
  PermissionSetGroup: '0PG',
  PermissionSetGroupComponent: '0PM',
  CronTrigger: '08e',
  CronJobDetail: '08a',
  AsyncApexJob: '707',
  Account: '001',
  Contact: '003',
  History: '017',
  Component: '0CM', // unverified: any other metadata component
  Custom: 'a00',
} as const;

export type IdPrefix = keyof typeof prefixes;

/** A record Id of 18 characters, the same for the same arguments. */
export function recordId(object: IdPrefix, number: number): string {
  return withPrefix(prefixes[object], number);
}

/** A record Id that begins with the prefix of three characters. */
export function withPrefix(prefix: string, number: number): string {
  return withChecksum(`${prefix}Hs${number.toString(36).toUpperCase().padStart(10, '0')}`);
}

/** Whether the object has a prefix here. */
export function isIdPrefix(object: string): object is IdPrefix {
  return Object.hasOwn(prefixes, object) && !['Component', 'Custom', 'History'].includes(object);
}

/** The key prefix of a standard object; undefined for one that has none here. */
export function keyPrefix(object: string): string | undefined {
  return isIdPrefix(object) ? prefixes[object] : undefined;
}

/** The 18-character form of a 15-character Id: each suffix character tells which of five characters are upper case. */
export function withChecksum(id15: string): string {
  let suffix = '';
  for (let start = 0; start < 15; start += 5) {
    let bits = 0;
    for (let offset = 0; offset < 5; offset += 1) {
      if (/[A-Z]/.test(id15.charAt(start + offset))) bits |= 1 << offset;
    }
    suffix += 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'.charAt(bits);
  }
  return id15 + suffix;
}

/** Whether two Ids, of 15 or 18 characters each, name the same record. */
export function sameId(left: string, right: string): boolean {
  return left.slice(0, 15) === right.slice(0, 15);
}
