import { dayOf, plural } from '../findings/wording.ts';
import type { Holding } from '../inventory/index.ts';
import { policyRule, validityLimits } from '../policy/index.ts';
import { trustedRoots } from '../uses/documents.ts';
import type { ResolvedUse } from '../uses/index.ts';
import { useById } from '../uses/index.ts';
import type { Certificate } from '../x509/model.ts';
import type { Check, Observation } from './check.ts';
import { judgeHeldChains, nameOf, referTo } from './check.ts';
import { isPublicTls } from './hierarchy.ts';
import { isClientUse, labelsOf, useFields, usesOf } from './uses-of-holding.ts';

const DAY = 86_400_000;
/** The shortest that Salesforce itself makes is no shorter than need be. */
const usual = policyRule('salesforce.self-signed.1y').value as { readonly years: number };
const SHORT_DAYS = 365 * usual.years - 1;

/** A certificate that signs logins or tokens must be changed more often than need be. */
export const ssoShortLived: Check = {
  id: 'sso-short-lived',
  title: 'A certificate that signs logins or tokens must be changed more often than need be.',
  severity: 'info',
  source: trustedRoots('Single sign-on'),
  needs: 'the certificate, its chain, and what it is used for',
  inputs: ['certificates', 'configuration'],
  remedy: 'Sign with a long-lived self-signed certificate; nobody looks at its authority.',
  run(context) {
    const signingOf = (holding: Holding): readonly ResolvedUse[] => {
      const { uses } = usesOf(context, holding);
      const signing = uses.filter(({ use }) => use === 'inbound-sso' || use === 'outbound-sso');
      // One that is shown in TLS as well may need its authority there.
      return uses.some((use) => isClientUse(use) || useById(use.use).purposeNeeded === 'serverAuth') ? [] : signing;
    };
    const holdings = context.inventory.holdings.filter((holding) => signingOf(holding).length > 0);
    return judgeHeldChains({ ...context.inventory, holdings }, (chain, holding) => {
      if (context.at > chain.leaf.notAfter) return {};
      const isPublic = isPublicTls(chain);
      const days = Math.round((chain.leaf.notAfter.getTime() - chain.leaf.notBefore.getTime()) / DAY);
      if (!isPublic && days >= SHORT_DAYS) return {};
      return { observations: [observe(chain.leaf, holding, signingOf(holding), { isPublic, days })] };
    });
  },
};

function observe(
  leaf: Certificate,
  holding: Holding,
  uses: readonly ResolvedUse[],
  { isPublic, days }: { readonly isPublic: boolean; readonly days: number },
): Observation {
  const shortest = validityLimits[validityLimits.length - 1];
  const limit =
    shortest?.value && shortest.from
      ? ` Such certificates may last ${shortest.value.days} days at most from ${dayOf(new Date(shortest.from))} on.`
      : '';
  return {
    severity: 'info',
    title: `${nameOf(holding)} must be exchanged with the other side every ${plural(days, 'day')}: more often than need be`,
    detail:
      `It is used for ${labelsOf(uses)}, where the other side trusts this one certificate and asks for no authority.` +
      (isPublic ? ` It comes from a public authority for TLS, all the same.${limit}` : ''),
    remedy:
      holding.kind === 'keyPair'
        ? 'At the next renewal create a self-signed certificate in Setup > Certificate and Key Management (with 4096 bits it lasts two ' +
          'years) and give it to the other side.'
        : 'Ask the other side to sign with a long-lived self-signed certificate from its next change on.',
    evidence: { lifetimeDays: days, publicTls: isPublic, uses: [...new Set(uses.map(({ use }) => use))] },
    holding: referTo(holding),
    ...useFields(uses),
    certificate: leaf.fingerprint,
  };
}
