import { couldHaveIssued, heldChain, isSelfSigned, loadMozillaCertificates, parseCertificate } from '@cert-health/core';
import type { Certificate, Inventory, TrustStore } from '@cert-health/core';

/** A certificate whose status is asked for. */
export interface RevocationQuestion {
  readonly certificate: Certificate;
  /** Certificates whose keys may have signed its list; names and key identifiers fit. Empty: none is known. */
  readonly issuers: readonly Certificate[];
  /** Where its lists are, http and https only, each once. */
  readonly addresses: readonly string[];
}

export interface RevocationQuestions {
  readonly asked: readonly RevocationQuestion[];
  /** Issued by somebody else, and without a list that can be fetched. */
  readonly withoutList: number;
}

/** A certificate may name any number of addresses; real ones name one or two. */
const maxAddresses = 4;

/**
 * What there is to ask: every leaf and every intermediate on its path that is held, each once. Issuers are looked for
 * among what is held, on the org's list and among Mozilla's roots: whose key signed a list is proven by its signature.
 */
export async function revocationQuestions(inventory: Inventory, trustStore?: TrustStore): Promise<RevocationQuestions> {
  const held = new Map<string, Certificate>();
  const judged = new Map<string, Certificate>();
  for (const { certificates } of inventory.holdings) {
    for (const one of certificates) held.set(one.fingerprint, one);
    for (const one of heldChain(certificates)?.path ?? []) if (!isSelfSigned(one)) judged.set(one.fingerprint, one);
  }
  const listed = [...judged.values()].map((certificate) => ({ certificate, addresses: addressesOf(certificate) }));
  const asking = listed.filter(({ addresses }) => addresses.length > 0);
  const withoutList = listed.length - asking.length;
  if (asking.length === 0) return { asked: [], withoutList };
  const roots = [...rootsOf(trustStore), ...rootsOf(await loadMozillaCertificates())];
  for (const root of roots) if (!held.has(root.fingerprint)) held.set(root.fingerprint, root);
  const bySubject = Map.groupBy(held.values(), ({ subject }) => subject.canonical);
  const asked = asking.map(({ certificate, addresses }) => {
    const named = bySubject.get(certificate.issuer.canonical) ?? [];
    return { certificate, addresses, issuers: named.filter((one) => couldHaveIssued(one, certificate)) };
  });
  return { asked, withoutList };
}

function addressesOf({ extensions }: Certificate): string[] {
  const names = (extensions.crlDistributionPoints ?? []).flatMap(({ fullName }) => fullName ?? []);
  const addresses = names.filter(({ type, value }) => type === 'uri' && URL.canParse(value) && /^https?:/i.test(value));
  return [...new Set(addresses.map(({ value }) => new URL(value).href))].slice(0, maxAddresses);
}

function rootsOf(store: TrustStore | undefined): Certificate[] {
  return (store?.anchors ?? []).flatMap(({ der }) => (der ? [parseCertificate(der)] : []));
}
