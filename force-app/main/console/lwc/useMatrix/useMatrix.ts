import { LightningElement, api } from 'lwc';
import certificatesLabel from '@salesforce/label/c.CertHealth_Uses_Certificates';
import findingsLabel from '@salesforce/label/c.CertHealth_Uses_Findings';
import noteLabel from '@salesforce/label/c.CertHealth_Uses_Note';
import notJudgedLabel from '@salesforce/label/c.CertHealth_Uses_NotJudged';
import provesLabel from '@salesforce/label/c.CertHealth_Uses_Proves';
import rotatesLabel from '@salesforce/label/c.CertHealth_Uses_Rotates';
import titleLabel from '@salesforce/label/c.CertHealth_Uses_Title';
import unreadLabel from '@salesforce/label/c.CertHealth_Uses_Unread';
import unreadMoreLabel from '@salesforce/label/c.CertHealth_Uses_UnreadMore';
import useLabel from '@salesforce/label/c.CertHealth_Uses_Use';
import verifiesLabel from '@salesforce/label/c.CertHealth_Uses_Verifies';
import worstLabel from '@salesforce/label/c.CertHealth_Uses_Worst';
import { fill, listOf, number } from 'c/wording';

/** Places that are named before "and N more". */
const NAMED = 3;

/** A row of the matrix. */
export interface UseStanding {
  readonly id: string;
  readonly name: string;
  readonly prover: string;
  readonly verifier: string;
  readonly rotator: string;
  /** Different certificates in this use, those included that only the other side has. */
  readonly certificates: number;
  /** How many of them nobody looked at. */
  readonly notJudged: number;
  /** Labels of places that could tell of this use and could not be read. */
  readonly unread: readonly string[];
  readonly worst: string;
  readonly findings: number;
}

/**
 * The eight uses: who proves, who verifies, who rotates, how many certificates, and how they stand.
 *
 * @fires choose with the id of the use that was pressed
 */
export default class UseMatrix extends LightningElement {
  @api standings: readonly UseStanding[] = [];
  /** Id of the use that is open. */
  @api chosen?: string;

  readonly labels = {
    certificates: certificatesLabel,
    findings: findingsLabel,
    note: noteLabel,
    proves: provesLabel,
    rotates: rotatesLabel,
    title: titleLabel,
    use: useLabel,
    verifies: verifiesLabel,
    worst: worstLabel,
  };

  get rows(): object[] {
    return this.standings.map((standing) => ({
      ...standing,
      certificates: number(standing.certificates),
      notJudged: standing.notJudged > 0 ? fill(notJudgedLabel, number(standing.notJudged)) : '',
      unread: unreadWords(standing.unread),
      findings: number(standing.findings),
      pressed: standing.id === this.chosen ? 'true' : 'false',
      rowClass: standing.id === this.chosen ? 'row chosen' : 'row',
    }));
  }

  handleChoose(event: Event): void {
    const { use } = (event.currentTarget as HTMLElement).dataset;
    this.dispatchEvent(new CustomEvent('choose', { detail: use }));
  }
}

function unreadWords(places: readonly string[]): string {
  if (places.length === 0) return '';
  const rest = places.length - NAMED;
  // One that is left out takes no less room than its name.
  const named = rest > 1 ? [...places.slice(0, NAMED), fill(unreadMoreLabel, number(rest))] : places;
  return fill(unreadLabel, listOf(named));
}
