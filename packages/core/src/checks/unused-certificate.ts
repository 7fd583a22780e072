import { listOf } from '../findings/wording.ts';
import type { Holding, Inventory } from '../inventory/index.ts';
import { isPending } from '../inventory/index.ts';
import { keyPairList, referenceUses, referrerOf } from '../uses/index.ts';
import type { NotLookedAt, OpenReference } from '../uses/index.ts';
import type { Check, CheckResult, Observation } from './check.ts';
import { nameOf, referTo } from './check.ts';

const NAMED = 4;

/** Nothing that was read refers to a key pair. */
export const unusedCertificate: Check = {
  id: 'unused-certificate',
  title: 'Nothing that was read refers to a certificate, so it may be a leftover.',
  severity: 'info',
  source: {
    document: 'Salesforce Help',
    section: 'Certificates and keys (security_keys_manage_expired_certificates)',
    url: 'https://help.salesforce.com/s/articleView?id=xcloud.security_keys_manage_expired_certificates.htm&type=5',
  },
  needs: 'the configuration that may refer to it',
  inputs: ['certificates', 'configuration'],
  remedy: 'Look where no scan can, then delete the certificate: that is one renewal less.',
  run({ inventory, uses: { unused, open, notLookedAt } }) {
    const looked = scopesLookedAt(inventory);
    // A file with a key is no entry of Certificate and Key Management, and nothing names it.
    const holdings = unused.filter(
      (holding) =>
        holding.source === `${scopeOf(holding)}.${keyPairList.id}` &&
        looked.has(scopeOf(holding)) &&
        !isPending(holding),
    );
    const mayMeanIt = open.filter(({ why }) => why !== 'runTime');
    if (mayMeanIt.length > 0) return { observations: [], notChecked: undecided(holdings, mayMeanIt) };
    return {
      observations: holdings.map((holding) => ({
        severity: 'info',
        ...saidOf(nameOf(holding), notLookedAt),
        evidence: { notLookedAt: notLookedAt.map(({ label }) => label) },
        holding: referTo(holding),
        ...(holding.certificates[0] ? { certificate: holding.certificates[0].fingerprint } : {}),
      })),
      notChecked: [],
    };
  },
};

/** Code that chooses at run time may use it: then nobody is told that nothing does. */
function saidOf(name: string, notLookedAt: readonly NotLookedAt[]): Pick<Observation, 'title' | 'detail' | 'remedy'> {
  const chosen = notLookedAt.filter(({ choosesAtRunTime }) => choosesAtRunTime);
  const unread = notLookedAt.filter(({ choosesAtRunTime }) => !choosesAtRunTime);
  const rest = unread.length > 0 ? ` Not looked at: ${someOf(unread)}.` : '';
  const refusal = 'Salesforce refuses that while its own configuration still names it.';
  if (chosen.length === 0) {
    return {
      title: `Nothing that was read uses ${name}: it may be a leftover`,
      detail: `As far as can be seen.${rest || ' Every place that is known to name certificates was read.'}`,
      remedy: `Look in the places that were not looked at. If nothing uses it, delete it in Setup > Certificate and Key Management; ${refusal}`,
    };
  }
  return {
    title: `Whether anything uses ${name} cannot be told: code chooses its certificate at run time`,
    detail: `It may be the one that ${someOf(chosen)} ${chosen.length === 1 ? 'uses' : 'use'}; nothing else that was read names it.${rest}`,
    remedy:
      'Look at the code first, then in the places that were not looked at. Only if nothing uses it, delete it in Setup > Certificate and Key ' +
      `Management; ${refusal} Of code Salesforce knows nothing.`,
  };
}

/** An Id without the org, or a name that is filled in at deployment, may mean any of them. */
function undecided(holdings: readonly Holding[], open: readonly OpenReference[]): CheckResult['notChecked'] {
  const names = [...new Set(open.map(referrerOf))].sort();
  const more = names.length - NAMED;
  const told = listOf([...names.slice(0, NAMED), ...(more > 0 ? [`${more} more`] : [])]);
  const reason =
    `Nothing that was read is known to use it, and it may be the one that ${told} ${names.length === 1 ? 'means' : 'mean'}: ` +
    'which certificate that is cannot be told without the org.';
  return holdings.map(({ name }) => ({ subject: name, reason }));
}

/** Without a single place read that names certificates, "unused" would be an empty word. */
function scopesLookedAt({ sources }: Inventory): Set<string> {
  const naming = new Set<string>(referenceUses.filter(({ kind }) => kind === 'names').map(({ place }) => place));
  const read = sources.filter(({ id, status }) => status === 'read' && naming.has(id.slice(id.indexOf('.') + 1)));
  return new Set(read.map(({ id }) => id.slice(0, id.indexOf('.'))));
}

function scopeOf({ source }: Holding): string {
  return source.slice(0, source.indexOf('.'));
}

function someOf(places: readonly NotLookedAt[]): string {
  const labels = [...new Set(places.map(({ label }) => label))];
  const more = labels.length - NAMED;
  return listOf([...labels.slice(0, NAMED), ...(more > 0 ? [`${more} more`] : [])]);
}
