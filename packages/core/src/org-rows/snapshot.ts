import type { UseId } from '../findings/index.ts';
import type { CertificateRow } from './certificates.ts';
import type { ExternalCredentialParameterRow } from './external-credentials.ts';
import type { ExternalDataSourceRow } from './external-data-sources.ts';
import type { NamedRow } from './full-name.ts';
import type { NamedCredentialParameterRow, NamedCredentialRow } from './named-credentials.ts';
import type { AssignmentRow } from './permission-grants.ts';
import type { SamlSsoConfigRow } from './saml-sso-configs.ts';

/** Which org this is, as SOQL tells it. */
export interface OrganizationRow {
  readonly Id: string;
  readonly Name?: string | null;
  readonly IsSandbox: boolean;
}

/** Every question that the app in an org asks of it, and the rows with which it is answered. */
export interface SnapshotRows {
  readonly organization: OrganizationRow;
  readonly certificates: CertificateRow;
  readonly samlSsoConfigs: SamlSsoConfigRow;
  readonly assignments: AssignmentRow;
  readonly namedCredentials: NamedCredentialRow;
  readonly namedCredentialParameters: NamedCredentialParameterRow;
  readonly externalCredentials: NamedRow;
  readonly externalCredentialParameters: ExternalCredentialParameterRow;
  readonly externalDataSources: ExternalDataSourceRow;
}

export type SnapshotQuestion = keyof SnapshotRows;

/** Why a question was not answered. */
export interface SnapshotProblem {
  /** `not-set-up`: the app has no connection to the Tooling API yet. */
  readonly kind: 'denied' | 'failed' | 'not-set-up';
  /** Salesforce error code such as `INVALID_TYPE`. */
  readonly code?: string | null;
  readonly message?: string | null;
}

export type SnapshotAnswer<Row> = { readonly rows: readonly Row[] } | { readonly problem: SnapshotProblem };

/** What the app's Apex read of its org: rows as the APIs give them, nothing judged. */
export interface OrgSnapshot {
  /** ISO date-time. */
  readonly readAt: string;
  readonly org: {
    readonly id: string;
    readonly name?: string | null;
    /** Null when whoever scans may not read it; the question `organization` says so too. */
    readonly isSandbox: boolean | null;
    readonly instanceUrl: string;
    readonly username: string;
  };
  readonly answers: { readonly [Question in SnapshotQuestion]?: SnapshotAnswer<SnapshotRows[Question]> };
}

/** The body of one certificate of the list, or why it could not be had. */
export interface SnapshotBody {
  /** DeveloperName. */
  readonly name: string;
  readonly text?: string | null;
  readonly problem?: SnapshotProblem | null;
}

/** Thresholds as the org keeps them (custom metadata); what is empty is as by default. */
export interface OrgSettings extends OrgLevels {
  readonly longestLifetimeDays?: number | null;
  readonly assumedLifetimeDays?: number | null;
  readonly perUse?: readonly (OrgLevels & { readonly use: UseId })[] | null;
  readonly checksOff?: readonly string[] | null;
}

export interface OrgLevels {
  readonly warningFraction?: number | null;
  readonly criticalFraction?: number | null;
  readonly warningDays?: number | null;
  readonly criticalDays?: number | null;
}
