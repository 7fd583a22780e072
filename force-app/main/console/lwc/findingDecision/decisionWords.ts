import acknowledgeHelp from '@salesforce/label/c.CertHealth_Decision_AcknowledgeHelp';
import acknowledgeTitle from '@salesforce/label/c.CertHealth_Decision_Acknowledge';
import assignHelp from '@salesforce/label/c.CertHealth_Decision_AssignHelp';
import assignTitle from '@salesforce/label/c.CertHealth_Decision_Assign';
import also from '@salesforce/label/c.CertHealth_Decision_Also';
import alsoInstead from '@salesforce/label/c.CertHealth_Decision_AlsoInstead';
import hasEnded from '@salesforce/label/c.CertHealth_Decision_HasEnded';
import noReason from '@salesforce/label/c.CertHealth_Decision_NoReason';
import pastEnd from '@salesforce/label/c.CertHealth_Decision_PastEnd';
import pastEndOfFirst from '@salesforce/label/c.CertHealth_Decision_PastEndOfFirst';
import cancel from '@salesforce/label/c.CertHealth_Decision_Cancel';
import more from '@salesforce/label/c.CertHealth_Decision_More';
import note from '@salesforce/label/c.CertHealth_Decision_Note';
import reason from '@salesforce/label/c.CertHealth_Decision_Reason';
import reasonHelp from '@salesforce/label/c.CertHealth_Decision_ReasonHelp';
import reopenHelp from '@salesforce/label/c.CertHealth_Decision_ReopenHelp';
import reopenTitle from '@salesforce/label/c.CertHealth_Decision_Reopen';
import until from '@salesforce/label/c.CertHealth_Decision_LastDay';
import untilHelp from '@salesforce/label/c.CertHealth_Decision_UntilHelp';
import untilRange from '@salesforce/label/c.CertHealth_Decision_UntilRange';
import waiveHelp from '@salesforce/label/c.CertHealth_Decision_WaiveHelp';
import waiveTitle from '@salesforce/label/c.CertHealth_Decision_Waive';

export type Decision = 'acknowledge' | 'waive' | 'assign' | 'reopen';

export const labels = {
  also,
  alsoInstead,
  cancel,
  hasEnded,
  more,
  noReason,
  pastEnd,
  pastEndOfFirst,
  reasonHelp,
  until,
  untilHelp,
  untilRange,
};

const WORDS: Record<Decision, { title: string; help: string }> = {
  acknowledge: { title: acknowledgeTitle, help: acknowledgeHelp },
  waive: { title: waiveTitle, help: waiveHelp },
  assign: { title: assignTitle, help: assignHelp },
  reopen: { title: reopenTitle, help: reopenHelp },
};

/** What a decision is called, what it means, and what the reason for it is called. */
export function wordsOf(decision: Decision): { title: string; help: string; reason: string } {
  return { ...WORDS[decision], reason: decision === 'waive' ? reason : note };
}
