import stateDoneLabel from '@salesforce/label/c.CertHealth_Rotation_State_Done';
import stateFailedLabel from '@salesforce/label/c.CertHealth_Rotation_State_Failed';
import statePlannedLabel from '@salesforce/label/c.CertHealth_Rotation_State_Planned';
import stateRunningLabel from '@salesforce/label/c.CertHealth_Rotation_State_Running';
import stateUndoneLabel from '@salesforce/label/c.CertHealth_Rotation_State_Undone';
import stateWaitingLabel from '@salesforce/label/c.CertHealth_Rotation_State_Waiting';
import kindCarriedLabel from '@salesforce/label/c.CertHealth_Rotation_Kind_Carried';
import kindGuidedLabel from '@salesforce/label/c.CertHealth_Rotation_Kind_Guided';
import kindMutualLabel from '@salesforce/label/c.CertHealth_Rotation_Kind_MutualAuthentication';
import kindNewKeyLabel from '@salesforce/label/c.CertHealth_Rotation_Kind_NewKey';
import kindRenewLabel from '@salesforce/label/c.CertHealth_Rotation_Kind_RenewInPlace';
import kindSelfSignedLabel from '@salesforce/label/c.CertHealth_Rotation_Kind_SelfSigned';
import kindUserLabel from '@salesforce/label/c.CertHealth_Rotation_Kind_UserCertificate';
import stepDoneLabel from '@salesforce/label/c.CertHealth_Rotation_Step_Done';
import stepFailedLabel from '@salesforce/label/c.CertHealth_Rotation_Step_Failed';
import stepOpenLabel from '@salesforce/label/c.CertHealth_Rotation_Step_Open';
import stepRunningLabel from '@salesforce/label/c.CertHealth_Rotation_Step_Running';
import stepSkippedLabel from '@salesforce/label/c.CertHealth_Rotation_Step_Skipped';
import stepUndoneLabel from '@salesforce/label/c.CertHealth_Rotation_Step_Undone';
import stepWaitsLabel from '@salesforce/label/c.CertHealth_Rotation_Step_Waits';
import whoApproverLabel from '@salesforce/label/c.CertHealth_Rotation_Who_Approver';
import whoAuthorityLabel from '@salesforce/label/c.CertHealth_Rotation_Who_Authority';
import whoDateLabel from '@salesforce/label/c.CertHealth_Rotation_Who_Date';
import whoNobodyLabel from '@salesforce/label/c.CertHealth_Rotation_Who_Nobody';
import whoPartnerLabel from '@salesforce/label/c.CertHealth_Rotation_Who_Partner';
import whoYouLabel from '@salesforce/label/c.CertHealth_Rotation_Who_You';
import type { RotationRow } from 'c/rotationRecords';
import type { Status } from 'c/wording';

/** How something stands: a word, and the status whose icon and color go with it. */
export interface StandingWords {
  readonly word: string;
  readonly status: Status;
}

const states: Readonly<Record<string, StandingWords>> = {
  planned: { word: statePlannedLabel, status: 'info' },
  running: { word: stateRunningLabel, status: 'info' },
  waiting: { word: stateWaitingLabel, status: 'warning' },
  done: { word: stateDoneLabel, status: 'healthy' },
  undone: { word: stateUndoneLabel, status: 'absent' },
  failed: { word: stateFailedLabel, status: 'critical' },
};

const steps: Readonly<Record<string, StandingWords>> = {
  open: { word: stepOpenLabel, status: 'absent' },
  running: { word: stepRunningLabel, status: 'info' },
  waits: { word: stepWaitsLabel, status: 'warning' },
  done: { word: stepDoneLabel, status: 'healthy' },
  failed: { word: stepFailedLabel, status: 'critical' },
  undone: { word: stepUndoneLabel, status: 'absent' },
  skipped: { word: stepSkippedLabel, status: 'absent' },
};

const kinds: Readonly<Record<string, string>> = {
  'renew-in-place': kindRenewLabel,
  'new-key': kindNewKeyLabel,
  'self-signed': kindSelfSignedLabel,
  'mutual-authentication': kindMutualLabel,
  'user-certificate': kindUserLabel,
  carried: kindCarriedLabel,
  guided: kindGuidedLabel,
};

const waiters: Readonly<Record<string, string>> = {
  approver: whoApproverLabel,
  partner: whoPartnerLabel,
  authority: whoAuthorityLabel,
  date: whoDateLabel,
};

/** How a rotation stands; a state that a later version knows is shown as it is written. */
export function stateWords(state: string | undefined): StandingWords {
  return states[state ?? ''] ?? { word: state ?? '', status: 'unknown' };
}

/** How a step stands. */
export function stepWords(state: string): StandingWords {
  return steps[state] ?? { word: state, status: 'unknown' };
}

/** How the certificate gets its successor. */
export function rotationKindWords(kind: string | undefined): string {
  return kinds[kind ?? ''] ?? kind ?? '';
}

/** Whose move it is; empty while nobody is waited for. */
export function moveWords({ State__c: state, Waits_For__c: who }: RotationRow, canApprove: boolean): string {
  if (state !== 'waiting') return '';
  if (!who) return whoNobodyLabel;
  return who === 'approver' && canApprove ? whoYouLabel : (waiters[who] ?? who);
}
