import { defaultSettings, useCatalog } from '@cert-health/core';

interface Levels {
  readonly warningFraction: number | null;
  readonly criticalFraction: number | null;
  readonly warningDays: number | null;
  readonly criticalDays: number | null;
}

/** The settings as HealthRecords.overview gives them. */
export interface AppSettings extends Levels {
  readonly longestLifetimeDays: number;
  readonly assumedLifetimeDays: number;
  readonly staleAfterDays: number;
  readonly keepDays: number | null;
  readonly perUse: readonly (Levels & { readonly use: string })[];
  readonly checksOff: readonly string[];
  readonly webhookNamedCredential: string | null;
  readonly webhookFormat: 'slack' | 'teams';
  readonly mailDigest: boolean;
  readonly mailResponsible: boolean;
  readonly bell: boolean;
  readonly toolingApiVersion: string;
}

/** What the app keeps in this org besides records: its settings, and when it scans unattended. */
export class AppState {
  settings: AppSettings = initialSettings();
  /** Hour of the day (UTC) at which the org scans by itself. */
  scheduledHour: number | undefined;
}

function initialSettings(): AppSettings {
  const {
    warningFraction,
    criticalFraction,
    longestLifetimeDays = 1095,
    assumedLifetimeDays = 365,
  } = defaultSettings.expiring;
  const none = { warningFraction: null, criticalFraction: null, warningDays: null, criticalDays: null };
  return {
    ...none,
    warningFraction,
    criticalFraction,
    longestLifetimeDays,
    assumedLifetimeDays,
    staleAfterDays: 7,
    keepDays: null,
    perUse: useCatalog.map(({ id }) => ({ use: id, ...none })),
    checksOff: [],
    webhookNamedCredential: null,
    webhookFormat: 'slack',
    mailDigest: false,
    mailResponsible: false,
    bell: false,
    toolingApiVersion: '66.0',
  };
}
