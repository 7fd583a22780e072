import failedLabel from '@salesforce/label/c.CertHealth_Scan_Failed';
import failedNoMessageLabel from '@salesforce/label/c.CertHealth_Scan_FailedNoMessage';
import lastLabel from '@salesforce/label/c.CertHealth_Scan_Last';
import lastByLabel from '@salesforce/label/c.CertHealth_Scan_LastBy';
import neverLabel from '@salesforce/label/c.CertHealth_Scan_Never';
import runningLabel from '@salesforce/label/c.CertHealth_Scan_Running';
import staleLabel from '@salesforce/label/c.CertHealth_Scan_Stale';
import staleViewerLabel from '@salesforce/label/c.CertHealth_Scan_StaleViewer';
import { DEFAULT_STALE_AFTER, newestFinished } from 'c/healthRecords';
import type { Overview, ScanRow } from 'c/healthRecords';
import { daysUntil, fill, moment, originWords, relativeDay, scanMoment } from 'c/wording';

/** When and by whom was last scanned. */
export function lastScanned({ scans }: Overview): string {
  const scan = newestFinished(scans);
  if (!scan) return neverLabel;
  const { Scanned_By__c: by, Origin__c: origin } = scan;
  const at = scanMoment(scan);
  return by ? fill(lastLabel, at, by, originWords(origin)) : fill(lastByLabel, at, originWords(origin));
}

/** What is to be said of it beside: that it is old, or that a later one fails or still runs. */
export function remarksOn({ scans, settings, rights }: Overview): { key: string; text: string }[] {
  const finished = newestFinished(scans);
  const [newest] = scans;
  return [
    ...(newest && newest !== finished ? [{ key: 'newest', text: unfinished(newest) }] : []),
    ...(finished && isStale(finished, settings.staleAfterDays)
      ? [
          {
            key: 'stale',
            text: fill(rights.canScan ? staleLabel : staleViewerLabel, relativeDay(finished.Scanned_At__c)),
          },
        ]
      : []),
  ];
}

function unfinished({
  Progress__c: progress,
  Scanned_At__c: at,
  Scanned_By__c: by = '',
  Message__c: message,
}: ScanRow): string {
  if (progress === 'running') return fill(runningLabel, by, moment(at));
  return message ? fill(failedLabel, moment(at), message) : fill(failedNoMessageLabel, moment(at));
}

function isStale({ Scanned_At__c: at }: ScanRow, staleAfterDays: number | null | undefined): boolean {
  return -(daysUntil(at) ?? 0) > (staleAfterDays ?? DEFAULT_STALE_AFTER);
}
