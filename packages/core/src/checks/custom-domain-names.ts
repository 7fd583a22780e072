import { matchesHost, referenceName } from '../chain/index.ts';
import { listOf } from '../findings/wording.ts';
import { heldChain, isPending } from '../inventory/index.ts';
import type { Holding } from '../inventory/index.ts';
import { endpointOf, referrerOf } from '../uses/index.ts';
import type { ResolvedUse } from '../uses/index.ts';
import type { Certificate } from '../x509/model.ts';
import type { Check, CheckResult, Observation } from './check.ts';
import { gather, nameOf, notRead, referTo } from './check.ts';
import { useFields } from './uses-of-holding.ts';

const NAMED = 4;

/** The certificate of a custom domain is not for that domain. */
export const customDomainNames: Check = {
  id: 'custom-domain-names',
  title: 'The certificate of a custom domain does not cover the name of the domain.',
  severity: 'critical',
  source: { document: 'RFC 9525', section: '6.3', url: 'https://www.rfc-editor.org/rfc/rfc9525#section-6.3' },
  needs: 'the certificate, and the name of the domain that it is chosen for',
  inputs: ['certificates', 'configuration'],
  remedy: 'Get a certificate with the name of the domain and choose it for the domain.',
  run(context) {
    const uses = context.uses.uses.filter(({ use }) => use === 'custom-domain');
    const held = Map.groupBy(context.inventory.holdings, keyOf);
    const bySite = Map.groupBy(uses, ({ holding, reference }) =>
      [holding && keyOf(holding), siteOf(reference)].join('\0'),
    );
    return gather(
      [...bySite.values()].flatMap((site): Partial<CheckResult>[] => {
        const [first] = site as [ResolvedUse];
        if (!first.holding) return [{ notChecked: notFound(site) }];
        return (held.get(keyOf(first.holding)) ?? []).map((holding) => judgeHolding(holding, site));
      }),
    );
  },
};

function keyOf({ source, name }: { readonly source: string; readonly name: string }): string {
  return `${source}\0${name}`;
}

function siteOf({ source, name, path = '' }: ResolvedUse['reference']): string {
  return [source, name, path].join('\0');
}

/** Which certificate a domain is served with cannot be told. What the org's own list lacks, another check tells. */
function notFound(site: readonly ResolvedUse[]): CheckResult['notChecked'] {
  const untold = site.filter(({ resolved, reference }) => resolved !== false || !reference.source.startsWith('org.'));
  return untold.map(({ serverName, reference, target }) => ({
    subject: domainIn(serverName) ?? reference.name,
    reason: `Its name could not be compared: the certificate that it is served with${target === undefined ? '' : ` (${target})`} is not in what was read.`,
  }));
}

function judgeHolding(holding: Holding, site: readonly ResolvedUse[]): Partial<CheckResult> {
  const chain = heldChain(holding.certificates);
  const [first] = site as [ResolvedUse];
  const domains = [...new Set(site.flatMap(({ serverName }) => domainIn(serverName) ?? []))];
  if (!chain) {
    const reason = isPending(holding)
      ? 'It waits for its signed chain, so its names are not known yet.'
      : notRead(holding).reason;
    return { notChecked: [{ subject: holding.name, reason }] };
  }
  const observations = judge(chain.leaf, holding, first, domains);
  // A certificate without names covers none, whatever the domain is called.
  const unknown =
    namesIn(chain.leaf).length === 0 ? [] : site.filter(({ serverName }) => domainIn(serverName) === undefined);
  return {
    observations,
    notChecked: unknown.map(({ reference }) => ({
      subject: reference.name,
      reason: `For which domain it uses ${nameOf(holding)} is not told there, or only filled in at deployment; compare the names yourself.`,
    })),
  };
}

/** The host of what stands there as the name of a domain; undefined for what is none. */
function domainIn(serverName: string | undefined): string | undefined {
  const host = serverName === undefined ? undefined : endpointOf(serverName)?.host.replace(/\.$/, '');
  return host !== undefined && referenceName(host).kind !== 'invalid' ? host : undefined;
}

function namesIn({ extensions }: Certificate): string[] {
  return (extensions.subjectAltName ?? []).filter(({ type }) => type === 'dns').map(({ value }) => value);
}

function judge(leaf: Certificate, holding: Holding, use: ResolvedUse, domains: readonly string[]): Observation[] {
  const covered = namesIn(leaf);
  const missed = domains.filter((domain) => !matchesHost(leaf, referenceName(domain)));
  // A name that is not known cannot be compared; but a certificate without names covers none.
  if (covered.length > 0 && missed.length === 0) return [];
  const more = covered.length - NAMED;
  const served = missed.length > 0 ? listOf(missed) : referrerOf(use.reference);
  return [
    {
      severity: 'critical',
      title: `Visitors of ${served} see a security warning: ${nameOf(holding)} is not for that name`,
      detail:
        covered.length === 0
          ? 'It has no DNS name in its subject alternative names, and browsers look at nothing else: the common name does not count.'
          : `It is for ${listOf([...covered.slice(0, NAMED), ...(more > 0 ? [`${more} more names`] : [])])}. A * stands for one label only.`,
      remedy:
        `Get a certificate with ${missed.length > 0 ? `"${listOf(missed)}"` : 'the name of the domain'} among its subject alternative names, store it in ` +
        'Setup > Certificate and Key Management, and choose it under Setup > Domains.',
      evidence: { domains, subjectAltNames: covered, commonName: leaf.subject.get('CN') ?? null },
      holding: referTo(holding),
      ...useFields([use]),
      certificate: leaf.fingerprint,
      discriminator: [use.reference.source, use.reference.name, ...missed].join('/'),
    },
  ];
}
