import bodiesLabel from '@salesforce/label/c.CertHealth_Scan_Bodies';
import judgingLabel from '@salesforce/label/c.CertHealth_Scan_Judging';
import readingLabel from '@salesforce/label/c.CertHealth_Scan_Reading';
import savingLabel from '@salesforce/label/c.CertHealth_Scan_Saving';
import type { Progress } from 'c/browserScan';
import { fill, number } from 'c/wording';

/** How far a scan is. */
export function progressWords({ stage, done, of }: Progress): string {
  const counted = { bodies: bodiesLabel, saving: savingLabel, reading: readingLabel, judging: judgingLabel }[stage];
  return fill(counted, number(done), number(of));
}
