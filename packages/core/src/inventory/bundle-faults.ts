import type { Certificate, Name } from '../x509/model.ts';
import { escapeHidden } from '../x509/name-text.ts';
import { couldHaveIssued, heldChain, type HeldChain } from './held-chain.ts';

/** What is wrong with certificates that are meant to be one chain, before any of them is judged. */
export interface BundleFault {
  /**
   * `wrong-order`: TLS wants the leaf first and each issuer behind what it vouches for (RFC 8446 section 4.4.2). `stranger`: it
   * vouches for nothing in the chain, and nothing in it for it. `duplicate`: it is there twice.
   */
  readonly code: 'wrong-order' | 'stranger' | 'duplicate';
  /** SHA-256 of the certificate concerned. */
  readonly certificate: string;
  /** One sentence. */
  readonly message: string;
}

/**
 * @param certificates in their order; for a set (PKCS#7), say so
 * @param elsewhere certificates that are at hand besides: what is among them is not missing
 */
export function bundleFaults(
  certificates: readonly Certificate[],
  { ordered = true, elsewhere = [] }: { readonly ordered?: boolean; readonly elsewhere?: readonly Certificate[] } = {},
): BundleFault[] {
  const chain = heldChain(certificates);
  if (chain === undefined || certificates.length < 2) return [];
  const seen = new Set<string>();
  const twice = certificates.filter(({ fingerprint }) => seen.has(fingerprint) || !seen.add(fingerprint));
  const strangers = chain.strays.filter(
    (stray) => !twice.includes(stray) && !chain.path.some((one) => couldHaveIssued(stray, one) || sameName(one, stray)),
  );
  return [
    ...(ordered ? orderFaults(certificates, chain.path) : []),
    ...strangers.map((stranger) => strangerFault(stranger, chain, elsewhere)),
    ...twice.map((again): BundleFault => {
      const { fingerprint: certificate } = again;
      return { code: 'duplicate', certificate, message: `${called(again.subject)} is in it more than once.` };
    }),
  ];
}

/** The first of the path that does not stand where it should; the rest follows from it. */
function orderFaults(certificates: readonly Certificate[], path: readonly Certificate[]): BundleFault[] {
  const places = path.map((one) => certificates.indexOf(one));
  const [leaf] = path as [Certificate];
  const count = certificates.length;
  if (places[0] !== 0) {
    const message = `Wrong order: the certificate of ${whose(leaf)} is ${ordinal(places[0]!)} of ${count} and belongs first, with each issuer behind what it vouches for.`;
    return [{ code: 'wrong-order', certificate: leaf.fingerprint, message }];
  }
  const wrong = places.findIndex((place, i) => i > 0 && place < places[i - 1]!);
  if (wrong === -1) return [];
  const { subject, fingerprint: certificate } = path[wrong]!;
  const message = `Wrong order: ${called(subject)} is ${ordinal(places[wrong]!)} of ${count} and belongs behind ${called(path[wrong - 1]!.subject)}, for which it vouches.`;
  return [{ code: 'wrong-order', certificate, message }];
}

function strangerFault(
  stranger: Certificate,
  { path, complete }: HeldChain,
  elsewhere: readonly Certificate[],
): BundleFault {
  const { subject, fingerprint: certificate, extensions } = stranger;
  const last = path.at(-1)!;
  const fault = (message: string): BundleFault => ({ code: 'stranger', certificate, message });
  if (extensions.basicConstraints?.ca !== true)
    return fault(`${called(subject)} is another certificate that is no authority, and does not belong to the chain.`);
  if (complete || elsewhere.some((one) => couldHaveIssued(one, last)))
    return fault(`${called(subject)} vouches for nothing in the chain and does not belong here.`);
  return fault(
    `${called(subject)} did not issue ${called(last.subject)} and does not belong here; ${called(last.issuer)}, which did, is missing.`,
  );
}

/** Cross-signed and renewed copies of an authority are other ways up, not strangers. */
const sameName = (a: Certificate, b: Certificate): boolean => a.subject.canonical === b.subject.canonical;

function whose(leaf: Certificate): string {
  const forServers = leaf.extensions.subjectAltName?.some(({ type }) => type === 'dns' || type === 'ip') === true;
  return forServers ? `the server, ${called(leaf.subject)},` : called(leaf.subject);
}

const called = (name: Name): string => `"${escapeHidden(name.get('CN') ?? (name.text || 'no name')).slice(0, 100)}"`;

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];
const ordinal = (position: number): string => ORDINALS[position] ?? `number ${position + 1}`;
