/** What a scan from the browser asks of Apex and gives to it; what it keeps as JSON. The types are core's. */
export type {
  CertificateDetails,
  ExistingRow,
  ExistingRows,
  OrgSnapshot,
  RenewalForecastReport as Forecast,
  ScanChanges,
  SnapshotBody as CertificateBody,
} from 'c/certificateEngine';

/** What became of a row: its Id, or a sentence that says why it could not be written. */
export interface SavedRow {
  readonly key: string;
  readonly id?: string | null;
  readonly problem?: string | null;
}
