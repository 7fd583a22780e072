import { noticeOf } from '../checks/expiring.ts';
import type { CheckContext, VerifiedChain } from '../checks/index.ts';
import { usesOf } from '../checks/uses-of-holding.ts';
import { endingsOf, heldChain, isNeverValid, isSelfSigned } from '../inventory/index.ts';
import type { HeldChain, Holding } from '../inventory/index.ts';
import { nameKey } from '../trust/name-key.ts';
import type { Certificate } from '../x509/index.ts';
import type { PathStep, ReportPath } from './report.ts';

/**
 * Who vouches for what is held in a place, step by step, as the checks see it: signatures by `verifyHeldChains`, ends by
 * the levels of `expiring`. Undefined when nothing is held or no signature was looked at.
 */
export function pathOf(holding: Holding, context: CheckContext): ReportPath | undefined {
  const chain = heldChain(holding.certificates);
  const verified = chain && context.verifiedChains?.get(chain);
  if (!chain || !verified) return undefined;
  const signed = stepsOf(chain, verified);
  const top = signed[signed.length - 1]?.[0];
  const endings = endingsOf(holding);
  const uses = usesOf(context, holding).uses.map(({ use }) => use);
  const endOf = (certificate: Certificate): PathStep['ends'] => {
    // What can never be valid does not begin either.
    if (context.at > certificate.notAfter || isNeverValid(certificate)) return 'ended';
    if (context.at < certificate.notBefore) return 'not-yet';
    const ending = endings.find((one) => one.certificate === certificate);
    if (!ending) return 'ok';
    const { warningFrom, criticalFrom } = noticeOf(ending, context.settings, uses);
    if (context.at >= criticalFrom) return 'urgent';
    return context.at >= warningFrom ? 'soon' : 'ok';
  };
  const steps = signed.map(([certificate, signature]): PathStep => ({
    fingerprint: certificate.fingerprint,
    subject: certificate.subject.text,
    notAfter: certificate.notAfter.toISOString(),
    signature,
    ends: endOf(certificate),
  }));
  const whole = top && !isSelfSigned(top) ? [...steps, knownByName(top.issuer.text)] : steps;
  const { listed } = verified;
  return {
    steps: whole,
    ...(listed?.verdict === 'listed' && reaches(whole, listed.anchor) ? { listed: listed.anchor.name } : {}),
  };
}

/** A root that only certificates of other places lead to is not where this path ends. */
function reaches(steps: readonly PathStep[], { subject }: { readonly subject?: string }): boolean {
  return subject === undefined || steps.some((step) => nameKey(step.subject) === nameKey(subject));
}

function knownByName(subject: string): PathStep {
  return { fingerprint: null, subject, notAfter: null, signature: 'not-held', ends: null };
}

type Signed = readonly [certificate: Certificate, signature: PathStep['signature']];

/** What is proven, then what is held above the first signature that is not. */
function stepsOf({ leaf, path }: HeldChain, { links, root, listed }: VerifiedChain): Signed[] {
  const byList = listed?.verdict === 'listed' && listed.by === 'signature' ? 'valid' : 'not-held';
  const proven = links.map(({ subject, verdict }): Signed => [subject, verdict]);
  const last = links[links.length - 1];
  if (!last) return [[leaf, byList]];
  if (last.subject === last.issuer) return proven;
  if (last.verdict === 'valid') return [...proven, [last.issuer, root ?? byList]];
  const position = path.indexOf(last.issuer);
  const above = position < 0 ? [last.issuer] : path.slice(position);
  return [...proven, ...above.map((one): Signed => [one, 'not-tried'])];
}
