import type { KeyForm, KeyProtection } from '../secrets/model.ts';
import type { Certificate, CertificationRequest } from '../x509/model.ts';

/**
 * Whether a place that holds or names certificates could be looked at. Only `read` lets a check say "fine".
 * `denied`: a permission is missing. `failed`: it was asked and gave an error, or it is not clear why it does not answer.
 * `unavailable`: the org lacks the feature, so nothing can be held there; said, but not a gap in the report.
 */
export type SourceStatus = 'read' | 'denied' | 'unavailable' | 'failed';

/** Statuses that leave a gap in what a report knows. */
const gaps: readonly SourceStatus[] = ['denied', 'failed'];

/** Whether something may be held in a place without the report knowing. */
export function isGap({ status }: Pick<Source, 'status'>): boolean {
  return gaps.includes(status);
}

/** A place that was looked at: an org's API, a project folder, a file. */
export interface Source {
  /** Stable id such as `org.certificates`, `project.certs`, `file:certs/partner.pem`. */
  readonly id: string;
  /** What people call it: "Certificate and Key Management". */
  readonly label: string;
  readonly status: SourceStatus;
  /** Items found there. */
  readonly items: number;
  /** One sentence for people; for anything but `read` it says what to do. */
  readonly detail: string;
  /** The permission that would make a denied source readable, by its label in Setup. */
  readonly permission?: string;
}

/** What role a certificate plays where it is held. */
export type HoldingKind =
  /** The private key is there too: Certificate and Key Management. */
  | 'keyPair'
  /** Held to be believed: a mutual authentication list entry, an IdP's signing certificate. */
  | 'trusted'
  /** Only a hash or expected name is held. */
  | 'pinned';

/** One place that carries one certificate (or would: `certificates` may be empty for a pending request). */
export interface Holding {
  /** Id of the source it was found in. */
  readonly source: string;
  /** API name, unique within the source (DeveloperName, file name). */
  readonly name: string;
  /** Label people see. */
  readonly label: string;
  /** What findings call it, where its label would not tell it from another holding (see `withDistinctNames`). */
  readonly called?: string;
  /** Record Id, 18 characters, where there is one. */
  readonly id?: string;
  /** Path of the file, relative to where the scan started. */
  readonly path?: string;
  /** `host:port` of the server that sent it, where its name is more than that. */
  readonly server?: string;
  readonly kind: HoldingKind;
  /** In the order found; `heldChain` tells the leaf from the rest. Empty: see `request` or `unreadable`. */
  readonly certificates: readonly Certificate[];
  /**
   * Whether the intermediates must be held with it. Undefined: by kind, a key pair needs them (Salesforce presents what
   * is stored with it) and a trusted or pinned certificate does not.
   */
  readonly chainNeeded?: boolean;
  /** They were read from a set (PKCS#7), so that their order means nothing. */
  readonly unordered?: true;
  /** A signing request waits for its chain. */
  readonly pendingSignature?: boolean;
  readonly request?: CertificationRequest;
  /** Who is on the other side by the configuration's own word: the issuer of a SAML configuration. Compared, never shown. */
  readonly partner?: string;
  /** Why the body could not be read or understood; the record's own fields are then all that is known. */
  readonly unreadable?: string;
  /** What the record itself says, beside the certificate's own bytes. */
  readonly record?: {
    /** A date without a time of day (midnight UTC), as the Tooling API gives it. */
    readonly expirationDate?: Date;
    readonly createdDate?: Date;
    readonly keySize?: number;
    readonly caSigned?: boolean;
    readonly privateKeyExportable?: boolean;
  };
}

/** An app that people log in to through the org: what the org signs for it, the org's identity provider certificate signs. */
export interface ServiceProvider {
  readonly source: string;
  /** API name of the app. */
  readonly name: string;
  readonly label: string;
}

/** Configuration that names a certificate or carries its body. */
export interface Reference {
  readonly source: string;
  /** API name of the component that refers, such as `Partner_API`. */
  readonly name: string;
  /** What people call it, where that is not its API name: the app that a settings file belongs to. */
  readonly label?: string;
  /** Metadata type and field, such as `NamedCredential.certificate`. */
  readonly field: string;
  /** The name or record Id referred to, or an address; undefined when the certificate is carried. */
  readonly target?: string;
  /** What stands as `target` is put there at deployment, so that it tells nothing yet. */
  readonly filledIn?: true;
  /** Name of the holding, in the same source, of the body that stands in the field. Left out: its own name. */
  readonly body?: string;
  readonly path?: string;
  readonly line?: number;
  readonly id?: string;
  /** Address that the certificate is chosen for, such as a custom domain. */
  readonly serverName?: string;
  /** What refers is switched off: it keeps the certificate from being deleted, and nothing else hangs on it. */
  readonly idle?: true;
  /** What is written in code where the name cannot be told; `target` is then undefined. */
  readonly expression?: string;
  /** File and line of the expression, when not those of the reference. */
  readonly writtenAt?: { readonly path: string; readonly line: number };
  /** Where code takes the name or the keystore from, where `target` is undefined and it can be said. */
  readonly origin?: TextOrigin;
  /**
   * What stands where a name belongs and cannot be one; `target` is then undefined, as it is not repeated. `key`: see
   * `Inventory.exposedKeys`.
   */
  readonly instead?: 'key' | 'other';
}

/** A secret key that lies where whoever reads configuration, code or a repository can take it. Of the key nothing is kept. */
export interface ExposedKey {
  /** Id of the source that looked there. */
  readonly source: string;
  /** API name of the record, label, class or component; of a file that is none of these, its path. */
  readonly name: string;
  /** Metadata type and field: `CustomMetadata.Private_Key__c`, `ApexClass`; undefined for a file that is no metadata. */
  readonly field?: string;
  readonly path?: string;
  /** Where it begins, from 1. */
  readonly line?: number;
  readonly id?: string;
  readonly form: KeyForm;
  readonly protection: KeyProtection;
  /** Its structure could not be read to the end: it is damaged, cut off, or only looks like a key. */
  readonly doubtful?: true;
}

/** A place that code takes a text from. Always the place, never the text. */
export interface TextOrigin {
  /** `code`: it stands in the code itself. `nothing`: null or an empty text is all that is given. */
  readonly kind:
    | 'code'
    | 'customMetadata'
    | 'customSetting'
    | 'label'
    | 'record'
    | 'file'
    | 'externalDataSource'
    | 'parameter'
    | 'field'
    | 'nothing';
  /** As it can be looked up: `Partner_Setup.Main, field Keystore__c`; a parameter's or field's own name. */
  readonly name?: string;
  /** The place exists and holds no text. */
  readonly isEmpty?: boolean;
  /** Of a field: who fills it, beside the code. */
  readonly filledBy?: Filler;
  /** The file of the project that holds the text. */
  readonly path?: string;
  readonly line?: number;
}

/**
 * Who may fill a field of a class without a line of code that says so. `flow`: an invocable variable. `component`: flows,
 * Aura and Lightning web components. `page`: Visualforce. `json`: objects made of JSON. `service`: objects that a caller
 * sends. `package`: code of other packages.
 */
export type Filler = 'flow' | 'component' | 'page' | 'json' | 'service' | 'package';

/** Permissions that decide about certificates, by API name without the prefix `Permissions`. */
export type CertificatePermission =
  'EnforceMutualAuthentication' | 'ManageCertificates' | 'ManageCertificatesExpiration';

/** Where a permission is granted and, in an org, to whom. */
export interface PermissionGrant {
  readonly source: string;
  readonly permission: CertificatePermission;
  /** Permission sets and profiles that grant it. */
  readonly grantedBy: readonly { readonly name: string; readonly path?: string }[];
  /** Active users that hold it; undefined where that is not known, as in a project. */
  readonly holders?: readonly { readonly id: string; readonly username: string; readonly name: string }[];
}

/** Who is told by mail before a certificate expires. */
export interface ExpiryNotification {
  /** Active users that hold "Receive Certificate Expiration Notifications". */
  readonly holders: readonly { readonly id: string; readonly username: string; readonly name: string }[];
}

/** All that a scan found. Nothing below it knows orgs or files; nothing above it reads anything. */
export interface Inventory {
  readonly org: OrgIdentity | null;
  readonly sources: readonly Source[];
  readonly holdings: readonly Holding[];
  readonly references: readonly Reference[];
  /** Apps that log in through the org, as far as was read; undefined: nobody looked for any. */
  readonly serviceProviders?: readonly ServiceProvider[];
  /** Undefined when nobody looked for them. */
  readonly exposedKeys?: readonly ExposedKey[];
  /** Undefined when it was not or could not be read; the source `org.expiry-notification` says why. */
  readonly expiryNotification?: ExpiryNotification;
  /** Undefined when nobody looked; a source says why. */
  readonly permissionGrants?: readonly PermissionGrant[];
}

export interface OrgIdentity {
  readonly id: string;
  readonly instanceUrl: string;
  readonly username: string;
  /** Null: the org did not say, so that it is not known whether it is production. */
  readonly isSandbox: boolean | null;
  readonly name?: string;
}
