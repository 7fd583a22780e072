import type { HeldChain, Holding } from '../inventory/index.ts';
import { judgeValidity, policyRule } from '../policy/index.ts';
import { isPublicTls } from './hierarchy.ts';
import type { Check, CheckContext, CheckResult } from './check.ts';
import { citing, judgeHeldChains, nameOf, referTo } from './check.ts';
import { renewalOf } from './renewal.ts';

/** A public TLS certificate is valid for longer than was allowed on the day it was issued. */
export const validityTooLong: Check = {
  id: 'validity-too-long',
  title: 'A public TLS certificate lives longer than allowed, so browsers refuse it.',
  severity: 'warning',
  ...citing(policyRule('br.validity.825')),
  needs: 'the certificate itself, and whether it comes from a public certificate authority',
  inputs: ['certificates'],
  also: ['configuration'],
  remedy: 'Have it issued again with a validity within the limit.',
  servers: true,
  run(context) {
    return judgeHeldChains(context.inventory, (chain, holding) =>
      isPublicTls(chain) ? judge(chain, holding, context) : {},
    );
  },
};

function judge({ leaf }: HeldChain, holding: Holding, context: CheckContext): Partial<CheckResult> {
  const stamps = leaf.extensions.signedCertificateTimestamps?.map(({ timestamp }) => timestamp.getTime()) ?? [];
  const issuedBy = stamps.length > 0 ? new Date(Math.min(...stamps)) : undefined;
  const judgment = judgeValidity(leaf.notBefore, leaf.notAfter, issuedBy);
  if (judgment.verdict === 'within') return {};
  if (judgment.verdict === 'undecidable') return { notChecked: [{ subject: holding.name, reason: judgment.reason }] };
  return {
    observations: [
      {
        severity: 'warning',
        title: `Browsers and other strict clients refuse ${nameOf(holding)}: it is valid for longer than allowed`,
        detail: `${judgment.reason} The limit that counts is the one on the day of issue, not today's.`,
        ...renewalOf(holding, context),
        evidence: {
          validityDays: judgment.days,
          limitDays: judgment.limitDays ?? null,
          notBefore: leaf.notBefore.toISOString(),
          notAfter: leaf.notAfter.toISOString(),
          issuedNotAfter: issuedBy?.toISOString() ?? null,
          rule: judgment.rule?.id ?? null,
        },
        holding: referTo(holding),
        ...(judgment.rule ? { source: judgment.rule.source } : {}),
        certificate: leaf.fingerprint,
      },
    ],
  };
}
