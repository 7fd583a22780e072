import type { Levels } from '../findings/index.ts';
import { dayOf, listOf, plural } from '../findings/wording.ts';
import type { JudgedBy } from './judged-by.ts';

/** By what a report was judged, for people: a term and what holds, in the order in which an auditor asks. */
export function judgedByInWords({
  version,
  rules,
  trustData,
  orgList,
  settings,
  rightsOf,
  neverRead,
}: JudgedBy): readonly { readonly term: string; readonly says: string }[] {
  const day = (iso: string): string => dayOf(new Date(iso));
  const { thresholds, checksOff, file, sha256 } = settings;
  return [
    { term: 'Version', says: `Certificate Health ${version}, with dated rules gathered on ${day(rules)}` },
    { term: 'Root programs', says: `${trustData.version}, of ${day(trustData.date)}` },
    {
      term: "The org's list of roots",
      says: orgList
        ? `${orgList.label}: ${plural(orgList.entries, 'entry', 'entries')}, ${orgList.date === null ? 'without a date' : `of ${day(orgList.date)}`}${orgList.partial ? '; entries are missing from it, so that absence decides nothing' : ''}`
        : 'not given, so that nothing was judged by it',
    },
    { term: 'Thresholds', says: thresholdsInWords(thresholds.expiring) },
    {
      term: 'Settings',
      says: file === null ? 'no settings file' : `${file}, SHA-256 ${sha256 ?? 'not known'}`,
    },
    ...(checksOff.length > 0 ? [{ term: 'Turned off', says: listOf(checksOff) }] : []),
    ...(rightsOf === null ? [] : [{ term: 'Read with the rights of', says: rightsOf }]),
    ...(neverRead.length > 0
      ? [{ term: 'Shown by no API', says: neverRead.map(({ what, look }) => `${what} (look in ${look})`).join('; ') }]
      : []),
  ];
}

function thresholdsInWords({
  perUse = {},
  perCertificate = [],
  ...general
}: JudgedBy['settings']['thresholds']['expiring']): string {
  const uses = Object.entries(perUse).map(([use, levels]) => `${use}: ${levelsInWords({ ...general, ...levels })}`);
  const own = perCertificate.map(
    ({ certificate, ...levels }) => `${certificate}: ${levelsInWords({ ...general, ...levels })}`,
  );
  return [levelsInWords(general), ...uses, ...own].join('; ');
}

function levelsInWords({ warningFraction = 0, criticalFraction = 0, warningDays, criticalDays }: Levels): string {
  const left = (days: number | undefined, fraction: number): string =>
    days === undefined ? `${Math.round(fraction * 100)} % of the lifetime left` : `${plural(days, 'day')} left`;
  return `warning with ${left(warningDays, warningFraction)}, critical with ${left(criticalDays, criticalFraction)}`;
}
