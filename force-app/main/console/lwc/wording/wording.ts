import findingAcknowledgedLabel from '@salesforce/label/c.CertHealth_Finding_Acknowledged';
import findingOpenLabel from '@salesforce/label/c.CertHealth_Finding_Open';
import findingResolvedLabel from '@salesforce/label/c.CertHealth_Finding_Resolved';
import findingWaivedLabel from '@salesforce/label/c.CertHealth_Finding_Waived';
import kindKeyPairLabel from '@salesforce/label/c.CertHealth_Kind_KeyPair';
import kindPinnedLabel from '@salesforce/label/c.CertHealth_Kind_Pinned';
import kindTrustedLabel from '@salesforce/label/c.CertHealth_Kind_Trusted';
import judgedAsOfLabel from '@salesforce/label/c.CertHealth_Scan_JudgedAsOf';
import originBrowserLabel from '@salesforce/label/c.CertHealth_Origin_Browser';
import originCliLabel from '@salesforce/label/c.CertHealth_Origin_Cli';
import originScheduledLabel from '@salesforce/label/c.CertHealth_Origin_Scheduled';
import rotatesCustomerLabel from '@salesforce/label/c.CertHealth_Rotates_Customer';
import rotatesRemoteLabel from '@salesforce/label/c.CertHealth_Rotates_Remote';
import rotatesSalesforceLabel from '@salesforce/label/c.CertHealth_Rotates_Salesforce';
import statusAbsentLabel from '@salesforce/label/c.CertHealth_Status_Absent';
import statusCriticalLabel from '@salesforce/label/c.CertHealth_Status_Critical';
import statusHealthyLabel from '@salesforce/label/c.CertHealth_Status_Healthy';
import statusInfoLabel from '@salesforce/label/c.CertHealth_Status_Info';
import statusUnknownLabel from '@salesforce/label/c.CertHealth_Status_Unknown';
import statusWaivedLabel from '@salesforce/label/c.CertHealth_Status_Waived';
import statusWaivedUntilLabel from '@salesforce/label/c.CertHealth_Status_WaivedUntil';
import statusWarningLabel from '@salesforce/label/c.CertHealth_Status_Warning';

import { day, moment } from './dates';

export * from './dates';
export * from './useNames';

/** How something stands, with its word, its icon, and the order of urgency. Color is never without the word. */
export interface StatusWords {
  readonly word: string;
  /** Utility icon. */
  readonly icon: string;
  /** 0 is the most urgent. */
  readonly rank: number;
}

const statuses = {
  critical: { word: statusCriticalLabel, icon: 'utility:error', rank: 0 },
  warning: { word: statusWarningLabel, icon: 'utility:warning', rank: 1 },
  unknown: { word: statusUnknownLabel, icon: 'utility:question', rank: 2 },
  waived: { word: statusWaivedLabel, icon: 'utility:clock', rank: 3 },
  info: { word: statusInfoLabel, icon: 'utility:info', rank: 4 },
  healthy: { word: statusHealthyLabel, icon: 'utility:success', rank: 5 },
  absent: { word: statusAbsentLabel, icon: 'utility:ban', rank: 6 },
} as const satisfies Record<string, StatusWords>;

export type Status = keyof typeof statuses;

/** Words of a status; what nobody knows is "not checked", never in order. */
export function statusWords(status: string | null | undefined): StatusWords {
  return statuses[statusOf(status)];
}

export function statusOf(status: string | null | undefined): Status {
  return status && Object.hasOwn(statuses, status) ? (status as Status) : 'unknown';
}

/** The word for a certificate: where somebody lives with what was found, until when. */
export function certificateWord({
  Status__c: status,
  Waived_Until__c: until,
}: {
  readonly Status__c?: string;
  readonly Waived_Until__c?: string;
}): string {
  return status === 'waived' && until ? fill(statusWaivedUntilLabel, day(until)) : statusWords(status).word;
}

/** The most urgent of several; `healthy` for none. */
export function worstOf(all: readonly (string | null | undefined)[]): Status {
  return all
    .map(statusOf)
    .reduce<Status>((worst, one) => (statuses[one].rank < statuses[worst].rank ? one : worst), 'healthy');
}

const findingStatuses: Readonly<Record<string, string>> = {
  open: findingOpenLabel,
  acknowledged: findingAcknowledgedLabel,
  waived: findingWaivedLabel,
  resolved: findingResolvedLabel,
};

export function findingStatusWord(status: string | null | undefined): string {
  return findingStatuses[status ?? ''] ?? status ?? '';
}

const origins: Readonly<Record<string, string>> = {
  cli: originCliLabel,
  browser: originBrowserLabel,
  scheduled: originScheduledLabel,
};

/** Who scanned: `sf cert health`, a scan from this app, the scheduled scan. */
export function originWords(origin: string | null | undefined): string {
  return origins[origin ?? ''] ?? origin ?? '';
}

const rotators: Readonly<Record<string, string>> = {
  salesforce: rotatesSalesforceLabel,
  customer: rotatesCustomerLabel,
  remote: rotatesRemoteLabel,
};

/** Whose job a renewal is: Salesforce, you, the other side. */
export function rotatorWords(managedBy: string | null | undefined): string {
  return rotators[managedBy ?? ''] ?? managedBy ?? '';
}

const kinds: Readonly<Record<string, string>> = {
  keyPair: kindKeyPairLabel,
  trusted: kindTrustedLabel,
  pinned: kindPinnedLabel,
};

export function kindWords(kind: string | null | undefined): string {
  return kinds[kind ?? ''] ?? kind ?? '';
}

/** When a scan ran, and which day it judged where that is another one: `--as-of` can do that. */
export function scanMoment({
  Scanned_At__c: at,
  As_Of__c: asOf,
}: {
  readonly Scanned_At__c?: string;
  readonly As_Of__c?: string;
}): string {
  const sameDay = !asOf || asOf.slice(0, 10) === at?.slice(0, 10);
  return sameDay ? moment(at) : fill(judgedAsOfLabel, moment(at), day(asOf));
}

/** A label with its blanks `{0}`, `{1}`, … filled in. */
export function fill(label: string, ...values: readonly (string | number)[]): string {
  return label.replace(/\{(\d+)\}/g, (blank, position: string) => String(values[Number(position)] ?? blank));
}
