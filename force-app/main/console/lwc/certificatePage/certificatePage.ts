import { LightningElement, api } from 'lwc';
import type { CertificateDetails, ReportCertificate, ReportPath } from 'c/certificateEngine';
import { areUsesKnown, fromJson, isOnServer, load, loadCertificate, onReload } from 'c/healthRecords';
import type { CertificateRecord, CertificateRow, ConsoleSettings, FindingRow, Rights } from 'c/healthRecords';
import { levelOfDates } from 'c/warningLevels';
import { certificateWord, endWhen, fill, kindWords, moment, momentIn, number, statusWords, utc } from 'c/wording';
import { labels } from './pageLabels';

const STANDING = ['open', 'acknowledged', 'waived'];

/**
 * One certificate: what it is for, what is wrong, who vouches for it, what it says and what became of it.
 *
 * @fires navigate with {page}, back to the list, or to its rotation
 */
export default class CertificatePage extends LightningElement {
  readonly labels = labels;
  record: CertificateRecord | undefined;
  rights: Rights | undefined;
  settings: ConsoleSettings = {};
  usesKnown = false;
  error: unknown;
  private shownId: string | undefined;
  private stop: (() => void) | undefined;

  /** Id of the record. */
  @api
  get recordId(): string | undefined {
    return this.shownId;
  }
  set recordId(id: string | undefined) {
    this.shownId = id;
    this.record = undefined;
    if (this.stop) this.read();
  }

  connectedCallback(): void {
    this.stop = onReload(() => this.read());
    this.read();
  }

  disconnectedCallback(): void {
    this.stop?.();
  }

  read(): void {
    const id = this.shownId;
    if (!id) return;
    // Somebody may have gone on to another certificate before the answer comes.
    Promise.all([loadCertificate(id), load('overview')]).then(
      ([record, { rights, settings }]) => {
        if (id !== this.shownId) return;
        [this.record, this.rights, this.settings, this.error] = [record, rights, settings, undefined];
        if (record.uses.length === 0) this.readCoverage(settings);
      },
      (error: unknown) => {
        if (id === this.shownId) this.error = error;
      },
    );
  }

  /** Only where no use is known does it matter whether all was read. */
  readCoverage({ staleAfterDays }: ConsoleSettings): void {
    load('coverage').then(
      (coverage) => {
        this.usesKnown = areUsesKnown(coverage, staleAfterDays);
      },
      () => {
        this.usesKnown = false;
      },
    );
  }

  get isNothing(): boolean {
    return !this.shownId;
  }

  get row(): CertificateRow | undefined {
    return this.record?.certificate;
  }

  get status(): string {
    return this.row?.Is_Gone__c ? 'absent' : (this.row?.Status__c ?? 'unknown');
  }

  get statusLabel(): string {
    return this.row && !this.row.Is_Gone__c ? certificateWord(this.row) : '';
  }

  /** What the color of the bar says: what somebody decided changes no date. */
  get life(): string {
    return this.status === 'waived' && this.row ? levelOfDates(this.row, this.settings, new Date()) : this.status;
  }

  get where(): string {
    const { Source_Label__c: place, Kind__c: kind, Api_Name__c: name, Name } = this.row ?? {};
    return [place, this.isOnServer ? labels.onServer : kindWords(kind), name === Name ? '' : name]
      .filter(Boolean)
      .join(' · ');
  }

  /** Nothing of it is in the org: whoever runs the server renews it. */
  get isOnServer(): boolean {
    return isOnServer(this.row);
  }

  /** Scans that call no server say nothing of it, so its own day is told. */
  get looked(): string {
    return this.isOnServer ? fill(labels.serverLooked, moment(this.row?.Last_Seen_At__c)) : '';
  }

  get ends(): string {
    const end = this.row?.Expires_At__c;
    if (!end) return labels.endUnknown;
    return fill((momentIn(end)?.getTime() ?? Infinity) <= Date.now() ? labels.ended : labels.ends, endWhen(end));
  }

  get endsUtc(): string | undefined {
    return utc(this.row?.Expires_At__c);
  }

  get gone(): string {
    return this.row?.Is_Gone__c ? fill(labels.gone, moment(this.row.Last_Seen_At__c)) : '';
  }

  /** Why nothing, or not all, could be read of it. */
  get unread(): string {
    const { Pending__c: why, Fingerprint__c: before } = this.row ?? {};
    if (!why) return '';
    if (!this.isOnServer) return fill(labels.unread, why.replace(/\.$/, ''));
    return [fill(labels.serverNotReached, why), ...(before ? [labels.serverFromBefore] : [])].join(' ');
  }

  /** Lists of one certificate are cut where they are very long, but never in silence. */
  get notShown(): string {
    const more = this.record?.more ?? 0;
    return more > 0 ? fill(labels.notShown, number(more)) : '';
  }

  get details(): CertificateDetails | undefined {
    return fromJson<CertificateDetails>(this.row?.Details__c);
  }

  get certificate(): ReportCertificate | null {
    return this.details?.certificate ?? null;
  }

  get path(): ReportPath | undefined {
    return this.details?.path ?? this.certificate?.path;
  }

  get chain(): readonly ReportCertificate[] {
    return this.certificate ? [this.certificate, ...(this.details?.chain ?? [])] : [];
  }

  get hasChain(): boolean {
    return this.chain.length > 0 || Boolean(this.path?.steps.length);
  }

  get findings(): FindingRow[] {
    const rank = ({ Status__c, Severity__c }: FindingRow): number =>
      10 * STANDING.indexOf(Status__c ?? 'open') + statusWords(Severity__c).rank;
    return (this.record?.findings ?? [])
      .filter(({ Status__c }) => Status__c !== 'resolved')
      .sort((a, b) => rank(a) - rank(b));
  }

  get resolved(): readonly FindingRow[] {
    return (this.record?.findings ?? []).filter(({ Status__c }) => Status__c === 'resolved');
  }

  get resolvedLabel(): string {
    return fill(labels.resolved, this.resolved.length);
  }

  get canDecide(): boolean {
    return this.rights?.canDecide ?? false;
  }

  get canWaive(): boolean {
    return this.rights?.canWaive ?? false;
  }

  /** Said where nothing is found: only what was looked at may be called in order. */
  get nothingWrong(): string {
    return this.status === 'unknown' ? labels.notJudged : labels.nothingWrong;
  }

  handleBack(): void {
    this.dispatchEvent(new CustomEvent('navigate', { detail: { page: 'certificates' } }));
  }

  handleNavigate(event: CustomEvent<object>): void {
    this.dispatchEvent(new CustomEvent('navigate', { detail: event.detail }));
  }

  handleRetry(): void {
    this.error = undefined;
    this.read();
  }
}
