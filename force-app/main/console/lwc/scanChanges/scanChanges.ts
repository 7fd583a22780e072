import { LightningElement, api } from 'lwc';
import firstLabel from '@salesforce/label/c.CertHealth_Changes_First';
import moreInAllLabel from '@salesforce/label/c.CertHealth_Changes_MoreInAll';
import noneLabel from '@salesforce/label/c.CertHealth_Changes_None';
import sinceLabel from '@salesforce/label/c.CertHealth_Changes_Since';
import titleLabel from '@salesforce/label/c.CertHealth_Changes_Title';
import unknownLabel from '@salesforce/label/c.CertHealth_Changes_Unknown';
import { fromJson, load } from 'c/healthRecords';
import type { FindingRow, ScanChanges as Changes, ScanRow } from 'c/healthRecords';
import { fill, number, scanMoment } from 'c/wording';
import { groupsOf } from './changeGroups';
import type { ChangeGroup } from './changeGroups';

/**
 * What the newest scan found to be other than the one before.
 *
 * @fires navigate to the certificate of what changed
 */
export default class ScanChanges extends LightningElement {
  /** The newest finished scan, with its changes. */
  @api scan?: ScanRow;
  /** The finished scan before it. */
  @api before?: ScanRow;
  /** Findings as they are now: by them an entry finds its certificate. */
  @api findings: readonly FindingRow[] = [];

  readonly title = titleLabel;
  /** Ids of the groups of which all is shown. */
  private whole: ReadonlySet<string> = new Set();
  private focusOn: { readonly group: string; readonly place: number } | undefined;

  get changes(): Changes | undefined {
    return fromJson<Changes>(this.scan?.Changes__c);
  }

  get groups(): ChangeGroup[] {
    if (!this.before || !this.changes) return [];
    const records = new Map(this.findings.map((row) => [row.Finding_Key__c, row.Certificate__c]));
    return groupsOf(this.changes, this.whole).map((group) => ({
      ...group,
      items: group.items.map((item) => ({
        ...item,
        record: item.finding === undefined ? undefined : records.get(item.finding),
        isLink: item.certificate !== undefined || Boolean(item.finding && records.get(item.finding)),
      })),
    }));
  }

  get since(): string {
    return this.before && this.scan ? fill(sinceLabel, scanMoment(this.before), scanMoment(this.scan)) : '';
  }

  /** Said instead of lists. */
  get instead(): string {
    if (!this.before) return firstLabel;
    if (!this.changes) return unknownLabel;
    return this.groups.length === 0 ? noneLabel : '';
  }

  get more(): string {
    const more = this.changes?.more ?? 0;
    return more > 0 && this.before ? fill(moreInAllLabel, number(more)) : '';
  }

  async handleOpen(event: Event): Promise<void> {
    const { record, certificate, name = '' } = (event.currentTarget as HTMLElement).dataset;
    if (record) this.go({ page: 'certificate', record });
    else if (certificate) this.go(await placeOf(certificate, name));
  }

  handleMore(event: Event): void {
    const { id = '' } = (event.currentTarget as HTMLElement).dataset;
    this.focusOn = { group: id, place: this.groups.find((group) => group.id === id)?.items.length ?? 0 };
    this.whole = new Set([...this.whole, id]);
  }

  /** The button is gone: who pressed it goes on at the first entry that came. */
  renderedCallback(): void {
    if (!this.focusOn) return;
    const { group, place } = this.focusOn;
    this.focusOn = undefined;
    this.template?.querySelectorAll<HTMLElement>(`[data-id="${group}"] [data-id="text"]`)[place]?.focus();
  }

  private go(detail: object): void {
    this.dispatchEvent(new CustomEvent('navigate', { detail }));
  }
}

/** Certificates are loaded when one is asked for, as nothing else here needs them. */
async function placeOf(key: string, name: string): Promise<object> {
  const isIt = (row: { readonly Certificate_Key__c?: string }): boolean => row.Certificate_Key__c === key;
  try {
    const row = (await load('certificates')).find(isIt) ?? (await load('gone')).find(isIt);
    if (row) return { page: 'certificate', record: row.Id };
  } catch {
    // The list says what is wrong.
  }
  return { page: 'certificates', filter: { text: name, gone: 'true' } };
}
