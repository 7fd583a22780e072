import type { DecidedCheck, Finding, NotChecked, UseId } from '../findings/model.ts';
import type { JudgedBy } from './judged-by.ts';
import type { HoldingKind, OrgIdentity, Source, SourceStatus } from '../inventory/model.ts';

/** The one document that every shell shows. Plain JSON; the schema is generated from this type. */
export interface HealthReport {
  readonly schemaVersion: '1';
  /** When the scan ran, ISO date-time. */
  readonly generatedAt: string;
  /** The moment that was judged, ISO date-time. */
  readonly asOf: string;
  readonly org: OrgIdentity | null;
  /** By what it was judged. A report of an earlier version does not say. */
  readonly tool?: JudgedBy;
  readonly summary: HealthSummary;
  readonly sources: readonly Source[];
  readonly certificates: readonly ReportCertificate[];
  /** Holdings without a readable certificate: pending requests, bodies that could not be read. */
  readonly pending: readonly PendingHolding[];
  readonly uses: readonly ReportUse[];
  readonly findings: readonly Finding[];
  readonly notChecked: readonly NotChecked[];
  /**
   * Checks whose silence means something; all others decided nothing. A report without this list, of an earlier version,
   * decides nothing at all.
   */
  readonly decided?: readonly DecidedCheck[];
  /** How much work renewals are and will be. */
  readonly forecast?: RenewalForecastReport;
  /** What people decided that the findings alone do not show. */
  readonly decisions?: ReportDecisions;
}

export interface ReportDecisions {
  /** The settings file that was used. */
  readonly file?: string;
  /** Checks that were not made because the settings say so. */
  readonly checksOff: readonly string[];
  /** Open findings that a former report, made at `since` (ISO date-time), had already; no count has them. */
  readonly known?: { readonly since: string; readonly findings: readonly Finding[] };
}

export interface HealthSummary {
  /**
   * The worst that applies: critical, then incomplete (something could not be checked), then attention, then healthy.
   * `empty`: there was nothing to judge, so that nothing is said of anybody's health.
   */
  readonly status: 'healthy' | 'attention' | 'critical' | 'incomplete' | 'empty';
  /** Distinct certificates held for their own sake; members of their chains are listed but not counted. */
  readonly certificates: number;
  readonly findings: {
    readonly critical: number;
    readonly warning: number;
    readonly info: number;
    readonly waived: number;
  };
  readonly sources: Readonly<Record<SourceStatus, number>>;
  /** ISO date-time of the next expiry of a held certificate after `asOf`. */
  readonly nextExpiry: string | null;
}

export interface ReportCertificate {
  readonly fingerprint: string;
  readonly subject: string;
  readonly issuer: string;
  readonly serialNumber: string;
  readonly notBefore: string;
  readonly notAfter: string;
  /** notAfter less notBefore in days of 86,400 s, to the hundredth. */
  readonly lifetimeDays: number;
  /** 0 at notBefore, 1 at notAfter, more when expired. */
  readonly lifetimeUsed: number;
  readonly key: { readonly algorithm: string; readonly size?: number; readonly curve?: string };
  readonly signatureAlgorithm: string;
  readonly keyUsage: readonly string[];
  /** Names such as `clientAuth`; the OID where a purpose has no name. Empty: the extension is absent. */
  readonly extendedKeyUsage: readonly string[];
  readonly subjectAltNames: readonly string[];
  readonly isCa: boolean;
  /** It names itself as issuer and its key identifiers agree; the signature is not looked at. */
  readonly selfSigned: boolean;
  /** Fingerprints of the certificates held with it, leaf excluded, in the order held. */
  readonly chain: readonly string[];
  /** From it upward, with a verdict on each step; only of what is held for its own sake, not of members of chains. */
  readonly path?: ReportPath;
  readonly holdings: readonly ReportHolding[];
}

/** Who vouches for a certificate, as far as it can be seen. */
export interface ReportPath {
  /** The certificate itself first. The last one may be known by name only. */
  readonly steps: readonly PathStep[];
  /** Name of the root on the org's list (/cacerts.jsp) that the path leads to, where that list was given. */
  readonly listed?: string;
}

export interface PathStep {
  /** SHA-256 fingerprint; null when only its name is known, as the issuer of the step before. */
  readonly fingerprint: string | null;
  readonly subject: string;
  /** ISO date-time. */
  readonly notAfter: string | null;
  /**
   * Whether it is signed with the key of the next step, a root with its own. `unsupported`: that algorithm cannot be
   * verified here. `not-tried`: a step below is not genuine, so it decides nothing. `not-held`: its issuer is not held.
   */
  readonly signature: 'valid' | 'invalid' | 'unsupported' | 'not-tried' | 'not-held';
  /** `soon`: it is time to act, by the settings; `urgent`: it is high time. Null when it is not held. */
  readonly ends: 'ok' | 'soon' | 'urgent' | 'ended' | 'not-yet' | null;
}

export interface ReportHolding {
  readonly source: string;
  readonly name: string;
  readonly label: string;
  /** What findings call it, where its label would not tell it from another holding. */
  readonly called?: string;
  readonly id?: string;
  readonly path?: string;
  readonly kind: HoldingKind;
  readonly pendingSignature?: boolean;
  /** Held there only to vouch for another certificate (an intermediate of its chain). */
  readonly chainMember?: boolean;
}

export interface PendingHolding extends ReportHolding {
  /** "waiting for its signed chain" or why the body could not be read. */
  readonly reason: string;
  readonly subject?: string;
  readonly expirationDate?: string;
}

/** A reference to a certificate. Every one that was found is here, whether it could be followed or not. */
export interface ReportUse {
  /** Null: none of the eight, or nothing tells what it is for, as with names in custom metadata, labels and flows. */
  readonly use: UseId | null;
  readonly certificate: string | null;
  readonly name: string;
  /** As written: a name, a record Id, a placeholder; of an address the server. Left out for a text that can be none of them. */
  readonly target?: string;
  /** Whether what is meant was found; false: on none of the lists that were read; null: it cannot be told. */
  readonly resolved: boolean | null;
  readonly reference: ReportReference;
  readonly managedBy: 'salesforce' | 'customer' | 'remote' | null;
  /** What stops when the certificate ends, a clause without full stop; "may" where no source says that it does. */
  readonly breaks?: string;
  /** The same in a few words: `Okta logins`. */
  readonly stops?: string;
}

/** Where a reference stands. */
export interface ReportReference {
  readonly source: string;
  /** API name of the component. */
  readonly name: string;
  /** What people call it, where that is not its API name: the app that a settings file belongs to. */
  readonly label?: string;
  readonly field: string;
  readonly path?: string;
  readonly line?: number;
  readonly id?: string;
}

/** Renewals a year, to the tenth: as things stand, and once public TLS certificates may last so many days at most. */
export interface RenewalsPerYear {
  readonly today: number;
  readonly under200: number;
  readonly under100: number;
  readonly under47: number;
}

/** Workload of renewals. The limits shorten public TLS certificates only; all others keep their lifetime. */
export interface RenewalForecastReport extends RenewalsPerYear {
  /** How the numbers were reached and which certificates are counted, in a few sentences. */
  readonly basis: string;
  /** Every certificate that is counted, soonest end first. */
  readonly perCertificate: readonly CertificateForecast[];
  /** Twelve calendar months (UTC), the one of `asOf` first. */
  readonly byMonth: readonly ForecastMonth[];
}

export interface CertificateForecast extends RenewalsPerYear {
  /** SHA-256 fingerprint. */
  readonly certificate: string;
  /** The limits for public TLS certificates shorten it. */
  readonly limited: boolean;
  readonly lifetimeDays: number;
}

export interface ForecastMonth {
  /** `2026-11`. */
  readonly month: string;
  /** Certificates held now that end in the month, after `asOf`; those of called servers too, which others renew. */
  readonly expiries: number;
  /** The same, with the ends of successors that will have been issued by then. */
  readonly renewals: number;
  /** Rules that change in the month. */
  readonly changes: readonly PolicyMarker[];
}

export interface PolicyMarker {
  /** ISO day. */
  readonly on: string;
  readonly change: 'begins' | 'ends';
  /** Id of the rule. */
  readonly rule: string;
  /** What it says, in one sentence. */
  readonly text: string;
}
