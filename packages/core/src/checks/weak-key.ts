import type { Holding } from '../inventory/index.ts';
import { isPending } from '../inventory/index.ts';
import type { KeyJudgment } from '../policy/index.ts';
import { judgeKey, minimumKey } from '../policy/index.ts';
import type { Certificate } from '../x509/model.ts';
import { audienceOf } from './hierarchy.ts';
import type { Check, CheckContext, CheckResult, Observation } from './check.ts';
import { gather, judgeHeldChains, nameOf, referTo, subjectOf } from './check.ts';
import { newChainFor, renewalOf } from './renewal.ts';

/** What keys that are made by machines have; a record does not tell, and the rule for sizes asks for it. */
const USUAL_EXPONENT = 65_537n;

/** A key is too short, or of a kind that is no longer accepted. */
export const weakKey: Check = {
  id: 'weak-key',
  title: 'A key is too weak, so a modern peer may refuse it and a determined attacker may break it.',
  severity: 'critical',
  source: minimumKey('public-tls').source,
  needs: 'the certificate itself, or the key size of its record',
  inputs: ['certificates'],
  also: ['configuration'],
  remedy: 'Replace the certificate by one with an RSA key of at least 2048 bits.',
  servers: true,
  run(context) {
    const { inventory } = context;
    const byRecord = inventory.holdings.filter((holding) => sizeOnRecord(holding) !== undefined);
    const others = inventory.holdings.filter((holding) => sizeOnRecord(holding) === undefined);
    const read = judgeHeldChains({ ...inventory, holdings: others }, (chain, holding) =>
      gather(
        chain.path
          .filter((one) => one === chain.leaf || !one.selfIssued)
          .map((one) => judgeOne(one, one === chain.leaf, holding, audienceOf(chain), context)),
      ),
    );
    return gather([
      read,
      ...byRecord.map((holding) => judgeRecord(holding, context)),
      { ownOnly: byRecord.map(({ name }) => name) },
    ]);
  },
};

/** A stored key is RSA (Salesforce imports nothing else), so the size on its record is enough without the certificate. */
function sizeOnRecord(holding: Holding): number | undefined {
  const unread = holding.certificates.length === 0 && holding.kind === 'keyPair' && !isPending(holding);
  return unread ? holding.record?.keySize : undefined;
}

function judgeRecord(holding: Holding, context: CheckContext): Partial<CheckResult> {
  const size = sizeOnRecord(holding) ?? 0;
  const judgment = judgeKey({ kind: 'RSA', size, exponent: USUAL_EXPONENT }, 'any');
  if (judgment.verdict === 'not-allowed') {
    return { observations: [{ ...describe(judgment, holding), ...renewalOf(holding, context) }] };
  }
  // Strong enough, but of a size that Salesforce is not known to store: the record was misread, or means another key.
  const stored = judgeKey({ kind: 'RSA', size }, 'salesforce-key');
  if (stored.verdict === 'allowed') return {};
  return {
    notChecked: [{ subject: holding.name, reason: `Its record cannot be relied on. ${stored.reason}` }],
  };
}

function judgeOne(
  certificate: Certificate,
  isLeaf: boolean,
  holding: Holding,
  audience: 'public-tls' | 'any',
  context: CheckContext,
): Partial<CheckResult> {
  const floor = judgeKey(certificate.publicKey, 'any');
  const judgment = floor.verdict === 'allowed' && isLeaf ? judgeKey(certificate.publicKey, audience) : floor;
  if (judgment.verdict === 'allowed') return {};
  if (judgment.verdict === 'undecidable') {
    const whose = isLeaf ? '' : ` (intermediate "${subjectOf(certificate)}")`;
    return { notChecked: [{ subject: holding.name, reason: `${judgment.reason}${whose}` }] };
  }
  return {
    observations: [
      {
        ...describe(judgment, holding, isLeaf ? undefined : certificate),
        certificate: certificate.fingerprint,
        severity: floor.verdict === 'allowed' ? 'warning' : 'critical',
        ...(isLeaf ? renewalOf(holding, context) : newChainFor(holding)),
      },
    ],
  };
}

function describe(
  judgment: KeyJudgment,
  holding: Holding,
  intermediate?: Certificate,
): Omit<Observation, 'remedy' | 'action'> {
  return {
    severity: 'critical',
    title: intermediate
      ? `${nameOf(holding)} may be refused: the certificate that vouches for it has a weak key`
      : `${nameOf(holding)} may be refused or forged: its key is weak`,
    detail: intermediate ? `In "${subjectOf(intermediate)}": ${judgment.reason}` : judgment.reason,
    evidence: { rule: judgment.rule.id, ruleText: judgment.rule.text },
    holding: referTo(holding),
    source: judgment.rule.source,
    ...(intermediate ? { discriminator: intermediate.fingerprint.slice(0, 16) } : {}),
  };
}
