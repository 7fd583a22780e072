import acknowledgeHelp from '@salesforce/label/c.CertHealth_Decision_AcknowledgeHelp';
import acknowledgeTitle from '@salesforce/label/c.CertHealth_Decision_Acknowledge';
import assignHelp from '@salesforce/label/c.CertHealth_Decision_AssignHelp';
import assignTitle from '@salesforce/label/c.CertHealth_Decision_Assign';
import cancel from '@salesforce/label/c.CertHealth_Decision_Cancel';
import more from '@salesforce/label/c.CertHealth_Decision_More';
import note from '@salesforce/label/c.CertHealth_Decision_Note';
import reason from '@salesforce/label/c.CertHealth_Decision_Reason';
import reasonHelp from '@salesforce/label/c.CertHealth_Decision_ReasonHelp';
import reopenHelp from '@salesforce/label/c.CertHealth_Decision_ReopenHelp';
import reopenTitle from '@salesforce/label/c.CertHealth_Decision_Reopen';
import responsible from '@salesforce/label/c.CertHealth_Decision_Responsible';
import responsibleHelp from '@salesforce/label/c.CertHealth_Decision_ResponsibleHelp';
import until from '@salesforce/label/c.CertHealth_Decision_LastDay';
import untilHelp from '@salesforce/label/c.CertHealth_Decision_UntilHelp';
import untilRange from '@salesforce/label/c.CertHealth_Decision_UntilRange';
import waiveHelp from '@salesforce/label/c.CertHealth_Decision_WaiveHelp';
import waiveTitle from '@salesforce/label/c.CertHealth_Decision_Waive';

export type Decision = 'acknowledge' | 'waive' | 'assign' | 'reopen';

export const labels = { cancel, more, reasonHelp, responsible, responsibleHelp, until, untilHelp, untilRange };

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
