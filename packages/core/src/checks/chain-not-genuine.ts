import { heldChain } from '../inventory/index.ts';
import type { Holding } from '../inventory/index.ts';
import type { Check, CheckContext, CheckResult, Observation } from './check.ts';
import { judgeHeldChains, nameOf, referTo, subjectOf } from './check.ts';
import { newChainFor, renewalOf } from './renewal.ts';
import type { VerifiedLink } from './verified-chains.ts';

/** A chain fits together by its names and not by its signatures. */
export const chainNotGenuine: Check = {
  id: 'chain-not-genuine',
  title: 'A chain only looks complete: one of its certificates was not signed by the one above it, so peers refuse it.',
  severity: 'critical',
  source: {
    document: 'RFC 5280',
    section: '6.1.3 (a)(1)',
    url: 'https://www.rfc-editor.org/rfc/rfc5280#section-6.1.3',
  },
  needs: 'the certificates of the chain, and an algorithm that can be verified here',
  inputs: ['certificates', 'signatures'],
  also: ['configuration'],
  remedy: 'Upload the chain that belongs to the certificate.',
  servers: true,
  run(context) {
    const { inventory, verifiedChains } = context;
    return judgeHeldChains(inventory, (chain, holding): Partial<CheckResult> => {
      const verified = verifiedChains?.get(chain);
      if (!verified) return chain.path.length > 1 ? unknown(holding, 'Its signatures were not verified.') : {};
      const broken = verified.links.find(({ verdict }) => verdict !== 'valid');
      if (!broken) return {};
      if (broken.verdict === 'invalid') return { observations: [observe(broken, holding, context)] };
      return unknown(
        holding,
        broken.verdict === 'unsupported'
          ? `The signature on "${subjectOf(broken.subject)}" (${broken.subject.signatureAlgorithm.name}) cannot be verified here.`
          : `So many certificates named "${subjectOf(broken.issuer)}" are held with it that not all were tried.`,
      );
    });
  },
};

function unknown({ name }: Holding, reason: string): Partial<CheckResult> {
  return { notChecked: [{ subject: name, reason }] };
}

function observe({ subject, issuer }: VerifiedLink, holding: Holding, context: CheckContext): Observation {
  const name = nameOf(holding);
  const shared = {
    holding: referTo(holding),
    evidence: {
      subject: subject.subject.text,
      subjectFingerprint: subject.fingerprint,
      issuer: issuer.subject.text,
      issuerFingerprint: issuer.fingerprint,
      signatureAlgorithm: subject.signatureAlgorithm.name,
    },
  };
  if (subject === issuer) {
    return {
      ...shared,
      severity: 'warning',
      title: `${name} may be refused: it was not signed with its own key, as it claims`,
      detail: `"${subjectOf(subject)}" names itself as its issuer (self-signed), but its signature was not made with its key. It was changed, or another certificate of the same name issued it.`,
      ...renewalOf(holding, context),
      certificate: subject.fingerprint,
    };
  }
  // What is only believed is compared or verified against other copies; what is sent with a key must hold by itself.
  const sent = holding.chainNeeded ?? holding.kind === 'keyPair';
  const leaf = heldChain(holding.certificates)?.leaf;
  return {
    ...shared,
    severity: sent ? 'critical' : 'warning',
    title: sent
      ? `${name} is refused: its chain does not belong to it`
      : `${name} may be refused: the chain that is held with it does not belong to it`,
    detail:
      `"${subjectOf(subject)}" was not signed with the key of "${subjectOf(issuer)}", although that is the name of its ` +
      `issuer: another certificate of the same name did (an earlier or a renewed one, or one of another environment).`,
    ...newChainFor(holding),
    certificate: (leaf ?? subject).fingerprint,
    discriminator: subject.fingerprint.slice(0, 16),
  };
}
