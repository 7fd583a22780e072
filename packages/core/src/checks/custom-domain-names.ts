import { matchesHost, referenceName } from '../chain/index.ts';
import { listOf } from '../findings/wording.ts';
import type { Holding, Reference } from '../inventory/index.ts';
import type { ResolvedUse } from '../uses/index.ts';
import type { Certificate } from '../x509/model.ts';
import type { Check, CheckContext, Observation } from './check.ts';
import { judgeHeldChains, nameOf, referTo } from './check.ts';
import { useFields, usesOf } from './uses-of-holding.ts';

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
    const served = Map.groupBy(servedIn(context), keyOf);
    const domainsOf = (holding: Holding): ResolvedUse[] => {
      const uses = usesOf(context, holding).uses.filter(({ use }) => use === 'custom-domain');
      return [...new Map(uses.map((use) => [keyOf(use.reference), use])).values()];
    };
    const holdings = context.inventory.holdings.filter((holding) => domainsOf(holding).length > 0);
    return judgeHeldChains({ ...context.inventory, holdings }, ({ leaf }, holding) => ({
      observations: domainsOf(holding).flatMap((use) => {
        const names = (served.get(keyOf(use.reference)) ?? []).filter(({ target }) => means(target, holding));
        return judge(leaf, holding, use, [...new Set(names.map(({ serverName }) => serverName))]);
      }),
    }));
  },
};

/** What sites serve, as far as their reader tells. */
function servedIn({ inventory }: CheckContext): (Reference & { readonly serverName: string })[] {
  return inventory.references.flatMap((reference) => {
    const { serverName } = reference;
    return serverName !== undefined && referenceName(serverName).kind === 'dns' ? [{ ...reference, serverName }] : [];
  });
}

/** A site may have several addresses, each with a certificate of its own. */
function means(target: string | undefined, { name, id }: Holding): boolean {
  const wanted = target?.toLowerCase() ?? '';
  const own = name.toLowerCase();
  return wanted === own || wanted.endsWith(`__${own}`) || own.endsWith(`__${wanted}`) || id?.toLowerCase() === wanted;
}

function keyOf({ source, name, path = '' }: Omit<Reference, 'field' | 'target'>): string {
  return [source, name, path].join('\0');
}

function judge(leaf: Certificate, holding: Holding, use: ResolvedUse, domains: readonly string[]): Observation[] {
  const covered = (leaf.extensions.subjectAltName ?? []).filter(({ type }) => type === 'dns').map(({ value }) => value);
  const missed = domains.filter((domain) => !matchesHost(leaf, referenceName(domain)));
  // A name that is not known cannot be compared; but a certificate without names covers none.
  if (covered.length > 0 && missed.length === 0) return [];
  const more = covered.length - NAMED;
  const served = missed.length > 0 ? listOf(missed) : use.reference.name;
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
