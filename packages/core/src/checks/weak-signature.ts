import type { Holding } from '../inventory/index.ts';
import { isSelfSigned } from '../inventory/index.ts';
import { judgeSignature } from '../policy/index.ts';
import { signatureRules } from '../policy/signature-rules.ts';
import type { Certificate } from '../x509/model.ts';
import { audienceOf } from './hierarchy.ts';
import type { Check, CheckContext, CheckResult } from './check.ts';
import { gather, judgeHeldChains, nameOf, referTo, subjectOf } from './check.ts';
import { newChainFor, renewalOf } from './renewal.ts';

/** A certificate was signed with an algorithm whose signatures can be forged. */
export const weakSignature: Check = {
  id: 'weak-signature',
  title: 'A certificate is signed in a way that can be forged, so a modern peer refuses it.',
  severity: 'critical',
  source: signatureRules['public-tls'].source,
  needs: 'the certificate itself',
  inputs: ['certificates'],
  also: ['configuration'],
  remedy: 'Have the certificate issued again with a signature over SHA-256 or better.',
  servers: true,
  run(context) {
    return judgeHeldChains(context.inventory, (chain, holding) => {
      const audience = audienceOf(chain);
      // A self-signed certificate is believed because it is installed, not for its signature.
      const signed = chain.path.filter((one) => !isSelfSigned(one));
      return gather(signed.map((one) => judgeOne(one, one === chain.leaf, holding, audience, context)));
    });
  },
};

function judgeOne(
  certificate: Certificate,
  isLeaf: boolean,
  holding: Holding,
  audience: 'public-tls' | 'any',
  context: CheckContext,
): Partial<CheckResult> {
  const floor = judgeSignature(certificate.signatureAlgorithm, 'any');
  const judgment = floor.verdict === 'allowed' ? judgeSignature(certificate.signatureAlgorithm, audience) : floor;
  if (judgment.verdict === 'allowed') return {};
  const whose = isLeaf ? '' : `In "${subjectOf(certificate)}": `;
  if (judgment.verdict === 'undecidable') {
    return { notChecked: [{ subject: holding.name, reason: `${whose}${judgment.reason}` }] };
  }
  return {
    observations: [
      {
        severity: floor.verdict === 'allowed' ? 'warning' : 'critical',
        title: isLeaf
          ? `${nameOf(holding)} is refused by modern peers: its signature can be forged`
          : `${nameOf(holding)} is refused by modern peers: the signature on the certificate that vouches for it can be forged`,
        detail: `${whose}${judgment.reason}`,
        ...(isLeaf ? renewalOf(holding, context) : newChainFor(holding)),
        evidence: {
          signatureAlgorithm: certificate.signatureAlgorithm.name,
          subject: certificate.subject.text,
          rule: judgment.rule.id,
          ruleText: judgment.rule.text,
        },
        holding: referTo(holding),
        source: judgment.rule.source,
        certificate: certificate.fingerprint,
        ...(isLeaf ? {} : { discriminator: certificate.fingerprint.slice(0, 16) }),
      },
    ],
  };
}
