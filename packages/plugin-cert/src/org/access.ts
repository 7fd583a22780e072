import { OrgApiError } from './api.ts';

/** Labels in Setup of the permissions that this folder's sources need. */
export const permissions = {
  /** unverified: the least permission with which the Tooling API answers a query on Certificate. */
  readCertificates: 'View Setup and Configuration',
  /** Salesforce Help, "Certificates and Keys". unverified: that the Tooling API wants it too. */
  manageCertificates: 'Manage Certificates',
  /** unverified: the least permission with which configuration can be queried, by the Tooling API or SOQL. */
  readConfiguration: 'View Setup and Configuration',
  /** Metadata API Developer Guide, describeMetadata(), listMetadata(), readMetadata(). */
  readMetadata: 'Modify Metadata Through Metadata API Functions',
  /** Object Reference, UserAuthCertificate. */
  readUserCertificates: 'Manage Internal Users',
  /**
   * Salesforce Help, "Control Access to Custom Metadata Types": without it, only types that were granted one by one. Object
   * Reference, AuthProvider: one of two that are needed.
   */
  customize: 'Customize Application',
  /** Salesforce Help, "Protection and Privacy Options for Custom Settings": without it, only settings that were granted one by one. */
  readCustomSettings: 'View All Custom Settings',
  /** Object Reference, AuthProvider. */
  readAuthProviders: 'Manage Auth. Providers',
  /** Object Reference, TenantSecret. */
  readEncryptionKeys: 'Manage Encryption Keys',
} as const;

/** Codes with which Salesforce says "you may not". INVALID_TYPE is how a query hides an object from a user. */
const deniedCodes = new Set([
  'INSUFFICIENT_ACCESS',
  'INSUFFICIENT_ACCESS_OR_READONLY',
  'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
  'INVALID_TYPE',
  'API_CURRENTLY_DISABLED',
  'API_DISABLED_FOR_ORG',
  'ERROR_HTTP_403',
]);

const expiredCodes = new Set(['INVALID_SESSION_ID', 'ERROR_HTTP_401', 'INVALID_AUTH_HEADER', 'RefreshTokenAuthError']);

const unreachableCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'TimeoutError',
  'UND_ERR_CONNECT_TIMEOUT',
  'ECONNRESET',
  'UND_ERR_SOCKET',
]);

export function isDenied(error: unknown): boolean {
  return error instanceof OrgApiError && deniedCodes.has(error.code);
}

/** The permission that the org itself asks for, where its refusal names one in quotes. */
export function permissionNamedBy(error: unknown): string | undefined {
  return error instanceof OrgApiError ? /permission "([^"]+)"/.exec(error.message)?.[1] : undefined;
}

/** The object or record is not there, or not shown to this user. A 404 without Salesforce's own word may be anybody's. */
export function isNotFound(error: unknown): boolean {
  return error instanceof OrgApiError && error.code === 'NOT_FOUND';
}

/** The Metadata API takes nothing from this session, whatever it may do elsewhere. */
export function isShutOut(error: unknown): boolean {
  return error instanceof OrgApiError && error.code === 'JWT_IN_SOAP';
}

/** The requests of the last 24 hours are used up. */
export function isExhausted(error: unknown): boolean {
  return error instanceof OrgApiError && error.code === 'REQUEST_LIMIT_EXCEEDED';
}

/** The session is over: nothing else of this org can be asked. */
export function isSessionExpired(error: unknown): boolean {
  return error instanceof OrgApiError && expiredCodes.has(error.code);
}

/** Neither this question nor any other can be asked of the org. */
export function isOutOfReach(error: unknown): boolean {
  return isSessionExpired(error) || (error instanceof OrgApiError && unreachableCodes.has(error.code));
}

/** Whether the same question may be answered later without anybody doing anything. */
export function passesByItself(error: unknown): boolean {
  return (
    isOutOfReach(error) ||
    isExhausted(error) ||
    (error instanceof OrgApiError && (isBusy(error.code) || passing.has(error.code)))
  );
}

/** An answer that did not come, or not whole, and a row that another request holds. */
const passing = new Set(['TIMEOUT', 'INCOMPLETE_ANSWER', 'UNABLE_TO_LOCK_ROW', 'EPIPE']);

function isBusy(code: string): boolean {
  return /^ERROR_HTTP_(429|502|503|504)$/.test(code) || code === 'SERVER_UNAVAILABLE';
}

/** What went wrong and what to do, in one sentence. */
export function sentenceOf(error: unknown, org: { readonly username: string; readonly instanceUrl?: string }): string {
  if (isSessionExpired(error)) {
    return `The session of ${org.username} has expired or is not valid; log in again: sf org login web${loginHint(org)}.`;
  }
  const code = error instanceof OrgApiError ? error.code : '';
  if (code === 'REQUEST_LIMIT_EXCEEDED') {
    return 'The org has used up its API requests for the last 24 hours; run again later.';
  }
  if (isBusy(code)) {
    return 'The org is busy and kept answering "try again later"; run again in a few minutes.';
  }
  if (code === 'JWT_IN_SOAP') {
    return `The access token of ${org.username} is a JWT, which the Metadata API of this version does not take, so that everything it lists would look empty; run again with --api-version 68.0 or later, or have the connected app or external client app issue opaque tokens (switch off "Issue JSON Web Token (JWT)-based access tokens") and log in again.`;
  }
  if (code === 'WEB_PAGE') {
    return 'A web page came in place of an answer of the org, as a proxy or an expired log-in sends one; check that API calls reach the org, log in again, and run again.';
  }
  if (code === 'REDIRECTED') {
    const address = messageOf(error);
    return `The org sends requests on to ${address}: it has moved there, or a proxy wants a log-in; look which, and log in again: sf org login web --instance-url ${address}.`;
  }
  if (code === 'INCOMPLETE_ANSWER') {
    return `The org did not give all that it counts (${messageOf(error)}); run again, and look in Setup if it stays so.`;
  }
  if (unreachableCodes.has(code)) return `The org could not be reached (${code}); check the network and the address.`;
  return `The org answered with an error${code ? ` (${code})` : ''}: ${messageOf(error).slice(0, 200)}.`;
}

/** Its first line, without the full stop. */
function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (message.split('\n')[0] ?? '').trim().replace(/\.$/, '');
}

function loginHint(org: { readonly instanceUrl?: string }): string {
  return org.instanceUrl ? ` --instance-url ${org.instanceUrl}` : '';
}
