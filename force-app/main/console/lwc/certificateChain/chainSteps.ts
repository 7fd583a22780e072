import endedLabel from '@salesforce/label/c.CertHealth_Chain_Ended';
import endsLabel from '@salesforce/label/c.CertHealth_Chain_Ends';
import endsSoonLabel from '@salesforce/label/c.CertHealth_Chain_EndsSoon';
import invalidLabel from '@salesforce/label/c.CertHealth_Chain_Invalid';
import listedLabel from '@salesforce/label/c.CertHealth_Chain_Listed';
import listLabel from '@salesforce/label/c.CertHealth_Chain_Label';
import notHeldLabel from '@salesforce/label/c.CertHealth_Chain_NotHeld';
import notTriedLabel from '@salesforce/label/c.CertHealth_Chain_NotTried';
import notYetLabel from '@salesforce/label/c.CertHealth_Chain_NotYet';
import issuerNotHeldLabel from '@salesforce/label/c.CertHealth_Chain_IssuerNotHeld';
import rootLabel from '@salesforce/label/c.CertHealth_Chain_Root';
import signedLabel from '@salesforce/label/c.CertHealth_Chain_Signed';
import knownLabel from '@salesforce/label/c.CertHealth_Chain_Known';
import orderLabel from '@salesforce/label/c.CertHealth_Chain_InOrder';
import issuerNotSentLabel from '@salesforce/label/c.CertHealth_Server_IssuerNotSent';
import knownRootLabel from '@salesforce/label/c.CertHealth_Server_KnownRoot';
import notSentLabel from '@salesforce/label/c.CertHealth_Server_NotSent';
import thisLabel from '@salesforce/label/c.CertHealth_Chain_This';
import uncheckedLabel from '@salesforce/label/c.CertHealth_Chain_Unchecked';
import unsupportedLabel from '@salesforce/label/c.CertHealth_Chain_Unsupported';
import type { PathStep, ReportCertificate, ReportPath } from 'c/certificateEngine';
import { shortName } from 'c/certificateName';
import { endWhen, fill, momentIn, worstOf } from 'c/wording';

type Verdict = PathStep['signature'] | 'unchecked' | 'known';

export const labels = { label: listLabel, listed: listedLabel, this: thisLabel };

export interface ChainStep {
  readonly key: string;
  readonly name: string;
  readonly subject: string;
  readonly signature: string;
  readonly ends: string;
  readonly status: string;
  /** The word of the status. */
  readonly verdict: string;
  readonly isLeaf: boolean;
  /** Deeper steps stand further in. */
  readonly style: string;
}

interface Step extends Omit<PathStep, 'signature'> {
  readonly signature: Verdict;
}

/** `by-name`: of the step itself nothing but its name is known. */
const verdicts: Readonly<Record<Exclude<Verdict, 'valid' | 'invalid'> | 'by-name', string>> = {
  'by-name': notHeldLabel,
  known: knownLabel,
  unsupported: unsupportedLabel,
  'not-tried': notTriedLabel,
  'not-held': issuerNotHeldLabel,
  unchecked: uncheckedLabel,
};

/** Of what a called server sends nothing is to be held in the org. */
const serverVerdicts = { 'by-name': notSentLabel, known: knownRootLabel, 'not-held': issuerNotSentLabel } as const;

/** Steps in the order in which they are drawn: from the root down to the certificate itself. */
export function stepsFrom(
  path: ReportPath | undefined,
  certificates: readonly ReportCertificate[],
  sentByServer = false,
): ChainStep[] {
  const words = sentByServer ? { ...verdicts, ...serverVerdicts } : verdicts;
  const steps: readonly Step[] = path ? path.steps.map((step) => onTheList(step, path)) : certificates.map(unchecked);
  const drawn = steps.map((step, index) => drawStep(step, steps[index + 1], { index, count: steps.length, words }));
  return drawn.reverse();
}

/** A root on the org's list need not be held: the list has it. */
function onTheList(step: PathStep, { listed }: ReportPath): Step {
  return listed !== undefined && step.fingerprint === null ? { ...step, signature: 'known' } : step;
}

function unchecked({ fingerprint, subject, notBefore, notAfter }: ReportCertificate): Step {
  const now = Date.now();
  const ended = (momentIn(notAfter)?.getTime() ?? Infinity) < now;
  const early = (momentIn(notBefore)?.getTime() ?? 0) > now;
  return { fingerprint, subject, notAfter, signature: 'unchecked', ends: ended ? 'ended' : early ? 'not-yet' : 'ok' };
}

interface Drawing {
  readonly index: number;
  readonly count: number;
  readonly words: typeof verdicts;
}

function drawStep(step: Step, issuer: Step | undefined, { index, count, words }: Drawing): ChainStep {
  const status = worstOf([signatureStatus(step.signature), endStatus(step)]);
  return {
    key: `${index}/${step.fingerprint ?? step.subject}`,
    name: shortName(step.subject),
    subject: step.subject,
    signature: signatureWords(step, issuer, words),
    ends: endWords(step),
    status,
    verdict: status === 'healthy' ? orderLabel : '',
    isLeaf: index === 0,
    style: `margin-inline-start: ${Math.min(count - 1 - index, 6) * 1.25}rem`,
  };
}

function signatureWords({ signature, fingerprint }: Step, issuer: Step | undefined, words: typeof verdicts): string {
  if (fingerprint === null) return words[signature === 'known' ? 'known' : 'by-name'];
  const by = issuer ? shortName(issuer.subject) : '';
  if (signature === 'valid') return issuer ? fill(signedLabel, by) : rootLabel;
  return signature === 'invalid' ? fill(invalidLabel, by) : words[signature];
}

function endWords({ ends, notAfter }: Step): string {
  if (ends === null || notAfter === null) return '';
  const words = {
    ok: endsLabel,
    soon: endsSoonLabel,
    urgent: endsSoonLabel,
    ended: endedLabel,
    'not-yet': notYetLabel,
  };
  return fill(words[ends], endWhen(notAfter));
}

/** Only what was looked at and found good counts as good. */
function signatureStatus(signature: Verdict): string {
  return signature === 'valid' || signature === 'known' ? 'healthy' : signature === 'invalid' ? 'critical' : 'unknown';
}

function endStatus({ ends, signature }: Step): string {
  if (ends === null) return signature === 'known' ? 'healthy' : 'unknown';
  return { ok: 'healthy', soon: 'warning', urgent: 'critical', ended: 'critical', 'not-yet': 'critical' }[ends];
}
