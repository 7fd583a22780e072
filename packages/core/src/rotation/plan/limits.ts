import { clientAuthStanding, dateOf, verbOf } from '../../checks/client-authentication.ts';
import { isClientUse } from '../../checks/uses-of-holding.ts';
import { heldChain } from '../../inventory/index.ts';
import { policyRule } from '../../policy/index.ts';
import type { ResolvedUse } from '../../uses/index.ts';
import type { Subject } from '../subject.ts';
import type { DueRequest } from '../when/index.ts';

const DAY = 86_400_000;
const ownDomain = policyRule('salesforce.own-domain-update').value as { readonly days: number };

/** Moments by which a certificate must have been replaced, by rules with a date and a source. */
export function limitsOf({ leaf, references }: Subject): NonNullable<DueRequest['limits']> {
  const servesDomain = references.some((one) => 'use' in one && one.use === 'custom-domain');
  if (!leaf || !servesDomain) return [];
  const by = new Date(leaf.notAfter.getTime() - ownDomain.days * DAY);
  return [
    {
      by,
      because: `Salesforce wants the certificate of a custom domain updated at least ${ownDomain.days} days before its end`,
    },
  ];
}

/** What an authority will not issue any more when the next one is due, one sentence each. */
export function policyWarnings({ holding, references }: Subject, at: Date): string[] {
  const chain = heldChain(holding.certificates);
  const clients = references.filter((one): one is typeof one & ResolvedUse => 'use' in one).filter(isClientUse);
  if (!chain || clients.length === 0) return [];
  const standing = clientAuthStanding(chain);
  if (standing.kind !== 'ends') return [];
  const { end } = standing;
  return [
    `${end.ca} ${verbOf(end, at)} issuing certificates that may be used as a client ${dateOf(end.rule, at)}: the authority of the successor must be another one from then on.`,
  ];
}
