import { couldHaveIssued, heldChain, isSelfSigned, loadMozillaCertificates, parseCertificate } from '@cert-health/core';
import type { Certificate, Inventory, TrustStore } from '@cert-health/core';
import { addressesOfPoints, respondersOf } from './named-addresses.ts';
import { isSignedBy } from './signed-by.ts';

/** A certificate whose status is asked for. */
export interface RevocationQuestion {
  readonly certificate: Certificate;
  /** Certificates whose key made its signature, and answers for it. Empty: none is held. */
  readonly issuers: readonly Certificate[];
  /** Where its lists are, http and https only, each once. */
  readonly addresses: readonly string[];
  /** Where OCSP responders answer for it; empty where they are not to be asked. */
  readonly responders: readonly string[];
}

export interface RevocationQuestions {
  readonly asked: readonly RevocationQuestion[];
  /** Issued by somebody else, and without a list that can be fetched; some name a responder. */
  readonly withoutList: number;
}

/** Any number of held certificates may share a name; a hostile file must not have each tried, nor a large list verified with each. */
const maxCandidates = 16;
const maxIssuers = 4;

/**
 * What there is to ask: every leaf and every intermediate on its path that is held, each once. Issuers are looked for
 * among what is held, on the org's list and among Mozilla's roots. Only one whose key made the certificate's own signature may
 * speak for it.
 *
 * @param options `ocsp`: certificates that name a responder are asked about, too
 */
export async function revocationQuestions(
  inventory: Inventory,
  { trustStore, ocsp = false }: { readonly trustStore?: TrustStore | undefined; readonly ocsp?: boolean } = {},
): Promise<RevocationQuestions> {
  const held = new Map<string, Certificate>();
  const judged = new Map<string, Certificate>();
  for (const { certificates } of inventory.holdings) {
    for (const one of certificates) held.set(one.fingerprint, one);
    for (const one of heldChain(certificates)?.path ?? []) if (!isSelfSigned(one)) judged.set(one.fingerprint, one);
  }
  const listed = [...judged.values()].map((certificate) => ({
    certificate,
    addresses: addressesOfPoints(certificate.extensions.crlDistributionPoints),
    responders: ocsp ? respondersOf(certificate) : [],
  }));
  const asking = listed.filter(({ addresses, responders }) => addresses.length + responders.length > 0);
  const withoutList = listed.filter(({ addresses }) => addresses.length === 0).length;
  if (asking.length === 0) return { asked: [], withoutList };
  const roots = [...rootsOf(trustStore), ...rootsOf(await loadMozillaCertificates())];
  for (const root of roots) if (!held.has(root.fingerprint)) held.set(root.fingerprint, root);
  const bySubject = Map.groupBy(held.values(), ({ subject }) => subject.canonical);
  const asked = await Promise.all(
    asking.map(async (question) => {
      const named = bySubject.get(question.certificate.issuer.canonical) ?? [];
      return { ...question, issuers: await issuersAmong(named, question.certificate) };
    }),
  );
  return { asked, withoutList };
}

async function issuersAmong(named: readonly Certificate[], certificate: Certificate): Promise<Certificate[]> {
  const issuers: Certificate[] = [];
  for (const one of named.filter((other) => couldHaveIssued(other, certificate)).slice(0, maxCandidates)) {
    if (issuers.length < maxIssuers && (await isSignedBy(certificate, one))) issuers.push(one);
  }
  return issuers;
}

function rootsOf(store: TrustStore | undefined): Certificate[] {
  return (store?.anchors ?? []).flatMap(({ der }) => (der ? [parseCertificate(der)] : []));
}
