import type { Severity } from '../findings/index.ts';
import type { Holding } from '../inventory/index.ts';
import { policyRule } from '../policy/index.ts';
import type { TrustStore } from '../trust/index.ts';
import type { Check, CheckContext, CheckResult, Observation } from './check.ts';
import { judgeHeldChains, nameOf, referTo } from './check.ts';
import { purposesOf } from './hierarchy.ts';
import type { ListedAnchor } from './listed-anchor.ts';
import { isJudgedByOrgList, labelsOf, useFields, usesOf, whatStops } from './uses-of-holding.ts';

const rule = policyRule('salesforce.cacerts');

/** The root above a certificate is not on the list of roots that the org trusts. */
export const rootNotInOrgList: Check = {
  id: 'root-not-in-org-list',
  title:
    'Salesforce refuses a certificate, because the root above it is not on the list of roots that your org trusts.',
  severity: 'critical',
  source: rule.source,
  needs: "the org's list of roots (/cacerts.jsp), the certificate, and its chain up to the root",
  inputs: ['certificates', 'configuration', 'signatures', 'org-list'],
  remedy: 'Take a certificate from an authority whose root is on the list.',
  servers: true,
  run(context) {
    const { trustStore, verifiedChains } = context;
    // Without the list, trust-not-verified says so.
    if (!trustStore) return { observations: [], notChecked: [] };
    const concerned = context.inventory.holdings.filter((holding) => concernOf(holding, context) !== 'none');
    return judgeHeldChains({ ...context.inventory, holdings: concerned }, (chain, holding): Partial<CheckResult> => {
      const listed = verifiedChains?.get(chain)?.listed;
      if (!listed) return notChecked(holding, "It was not looked up on your org's list of roots.");
      if (listed.verdict === 'unknown') return notChecked(holding, listed.reason);
      const certificate = chain.leaf.fingerprint;
      const observation =
        listed.verdict === 'absent'
          ? absent(listed, holding, trustStore, context)
          : byNameOnly(listed, holding, trustStore, context);
      return { observations: observation ? [{ ...observation, certificate }] : [] };
    });
  },
};

/** `certain`: Salesforce is known to judge it. `possible`: nothing tells its use, and a client or server may show it. */
function concernOf(holding: Holding, context: CheckContext): 'certain' | 'possible' | 'none' {
  const { uses, known } = usesOf(context, holding);
  if (uses.some(isJudgedByOrgList)) return 'certain';
  if (known || holding.record) return 'none';
  const [first] = holding.certificates;
  const purposes = first && purposesOf(first);
  return purposes?.client || purposes?.server ? 'possible' : 'none';
}

function notChecked({ name }: Holding, reason: string): Partial<CheckResult> {
  return { notChecked: [{ subject: name, reason }] };
}

type Found<Verdict> = ListedAnchor & { readonly verdict: Verdict };

function absent({ root }: Found<'absent'>, holding: Holding, store: TrustStore, context: CheckContext): Observation {
  const { uses } = usesOf(context, holding);
  const judged = uses.filter(isJudgedByOrgList);
  const certain = judged.length > 0;
  return {
    severity: severityOf(certain, store),
    title: certain
      ? `Salesforce refuses ${nameOf(holding)}: the root above it is not on the list that your org trusts`
      : `Salesforce would refuse ${nameOf(holding)}: the root above it is not on the list that your org trusts`,
    detail:
      `"${root}" is not on the list. Salesforce goes by that list for servers that it calls and for clients that call it.` +
      (certain ? ` It is used for ${labelsOf(judged)}. ${whatStops(judged, 'So')}` : '') +
      ` ${listSentence(store)}`,
    remedy: certain
      ? 'Take a certificate from an authority whose root is on the list (for a server of somebody else, ask its owner), and ' +
        'see first that the list is the one of your instance and current. A private PKI cannot be trusted there.'
      : 'Nothing to do unless Salesforce has to check it; then take one from an authority whose root is on the list.',
    evidence: { root, ...listEvidence(store) },
    holding: referTo(holding),
    ...useFields(judged),
  };
}

/** A name that agrees is no proof; everything stronger is, and nothing is said. */
function byNameOnly(
  { by, anchor }: Found<'listed'>,
  holding: Holding,
  store: TrustStore,
  context: CheckContext,
): Observation | undefined {
  if (by !== 'subject') return undefined;
  const judged = usesOf(context, holding).uses.filter(isJudgedByOrgList);
  return {
    severity: 'info',
    title: `Salesforce probably trusts the root above ${nameOf(holding)}: the list has one of that name`,
    detail: `"${anchor.name}" is on the list, which gives nothing but its name to compare, and another root may have the same. ${listSentence(store)}`,
    remedy: 'Compare the fingerprint of the root with the one that your org trusts, if you need to be sure.',
    evidence: { root: anchor.name, matchedBy: by, ...listEvidence(store) },
    holding: referTo(holding),
    ...useFields(judged),
    discriminator: 'name',
  };
}

/** A bundle is as good as who made it; the page is the instance's own word. */
function severityOf(certain: boolean, store: TrustStore): Severity {
  if (!certain) return 'info';
  return store.id === 'salesforce:cacerts' ? 'critical' : 'warning';
}

function listSentence({ label, source, asOf }: TrustStore): string {
  return `List: ${label}, ${source}, ${asOf === undefined ? 'of unknown date' : `of ${asOf.slice(0, 10)}`}.`;
}

function listEvidence({ label, source, version, asOf }: TrustStore): Observation['evidence'] {
  return { list: label, listSource: source, listVersion: version, listAsOf: asOf ?? null };
}
