import { taxonomy } from '../../uses/documents.ts';
import type { TrustStore } from '../../trust/index.ts';
import type { Found, InboundAttempt, InboundStep } from './model.ts';
import type { SentPath } from './sent-path.ts';

/** Codes of path validation that are about the root itself. */
export const LIST_CODES = ['anchor-not-for-purpose'] as const;

/** The chain leads to a root of the org's own list. No other list stands in for it. */
export function judgeRootListed({ use, roots }: InboundAttempt, sent: SentPath | undefined): InboundStep {
  return {
    id: 'root-listed',
    layer: 'transport',
    title: 'The root is on the list that the org trusts (/cacerts.jsp)',
    rule: taxonomy(use === 'inbound-api-mtls' ? 'Inbound API mTLS' : 'Inbound User mTLS'),
    ...(sent ? judge(roots, sent) : { outcome: 'not-applicable', detail: 'There is no chain.', evidence: {} }),
  };
}

const OTHER_AUTHORITY =
  'Whoever runs the client: take a certificate from an authority whose root is on the list. A private authority cannot be put there.';

function judge(roots: InboundAttempt['roots'], { end, path, problems }: SentPath): Found {
  if (roots.kind === 'unknown') {
    const { reason, permission, remedy } = roots;
    return {
      outcome: 'unknown',
      detail: reason,
      evidence: { root: end.kind === 'open' ? null : end.root, list: null },
      remedy:
        remedy ??
        "Give the org's list with --trust-store FILE (the saved page https://MyDomain.my.salesforce.com/cacerts.jsp, or PEM).",
      ...(permission === undefined ? {} : { permission }),
    };
  }
  const evidence = { root: end.kind === 'open' ? null : end.root, ...listEvidence(roots.value) };
  const restricted = problems.find(({ code }) => LIST_CODES.some((one) => one === code));
  if (restricted) return { outcome: 'fail', detail: restricted.message, evidence, remedy: OTHER_AUTHORITY };
  if (end.kind === 'listed') return { outcome: 'pass', detail: `"${end.root}" is on the list.`, evidence };
  if (end.doubt !== undefined) {
    return {
      outcome: 'unknown',
      detail: `"${end.kind === 'root' ? end.root : end.issuer}": ${end.doubt}`,
      evidence,
      remedy:
        'Compare the fingerprint of the root with the one on the page, or give the list as PEM with --trust-store.',
    };
  }
  if (end.kind === 'root')
    return { outcome: 'fail', detail: `"${end.root}" is not on the list.`, evidence, remedy: OTHER_AUTHORITY };
  if (path.length === 1) {
    return {
      outcome: 'unknown',
      detail: 'To which root the certificate leads does not show while its chain is not sent.',
      evidence,
      remedy: 'Add the chain to the file.',
    };
  }
  return {
    outcome: 'fail',
    detail: `What is sent ends below "${end.issuer}", which is not on the list: a root that the org does not trust, or an intermediate that is missing.`,
    evidence,
    remedy: `Whoever runs the client: send the certificate of "${end.issuer}" too if it is an intermediate. Otherwise take a certificate from an authority whose root is on the list.`,
  };
}

function listEvidence({ label, source, asOf }: TrustStore): Found['evidence'] {
  return { list: label, listSource: source, listAsOf: asOf ?? null };
}
