import type { Certificate, CertificateRevocationList, DistributionPoint, RevokedEntry } from '../../x509/model.ts';
import { compareOctets } from '../octets.ts';
import { unusableFault } from './crl-fitness.ts';
import { sameScope, scopeFault } from './distribution-point-match.ts';
import { currency, type Freshness } from './freshness.ts';
import { ALL_REASONS, REMOVE_FROM_CRL, reasonMask, reasonText } from './reasons.ts';

export interface StatusAnswer {
  readonly status: 'good' | 'revoked' | 'unknown';
  readonly reason?: string;
}

export interface CrlSources {
  /** Complete and delta CRLs, in any order. */
  readonly crls: readonly CertificateRevocationList[];
  /** RFC 5280 section 6.3.3 (f) to (h): what is against relying on a CRL's signature, as a clause; undefined when it is good. */
  signatureFault(crl: CertificateRevocationList): Promise<string | undefined>;
  /** What else is against a CRL; default: nothing. */
  fault?(crl: CertificateRevocationList): string | undefined;
  readonly freshness: Freshness;
}

/**
 * Revocation status of one certificate by the CRLs at hand (RFC 5280 section 6.3.3).
 *
 * CRLs that cover different reasons are put together; the status is `good` only once all reasons are covered. Anything short
 * of that is `unknown`, with the reason why the CRL that came closest does not count.
 */
export async function statusByCrls(certificate: Certificate, sources: CrlSources): Promise<StatusAnswer> {
  const own = certificate.extensions.crlDistributionPoints ?? [];
  const points: (DistributionPoint | undefined)[] = [...own, undefined];
  // Where a certificate says that others list it, the silence of its own issuer proves nothing.
  const elsewhere = own.some(({ crlIssuer }) => crlIssuer !== undefined);
  const complete = sources.crls.filter(({ deltaBase }) => deltaBase === undefined).sort(newestFirst);
  const faults = new Faults(certificate);
  let covered = 0;
  // (l): go on until all reasons are covered. All lists are asked, so that none hides a revocation that another knows of.
  for (const point of points) {
    const answered: CertificateRevocationList[] = [];
    for (const crl of complete) {
      const scope = scopeFault(crl, certificate, point);
      if (scope !== undefined) {
        if (point?.crlIssuer !== undefined || crl.issuer.canonical === certificate.issuer.canonical)
          faults.add(crl, scope, 0);
        continue;
      }
      // Of several editions of one list, the newest that can be used speaks for all: what it dropped is no longer revoked.
      if (answered.some((newer) => sameScope(newer, crl))) continue;
      const answer = await statusByCrl(crl, certificate, sources);
      if (answer.status === 'revoked') return answer;
      if (answer.status === 'unknown') faults.add(crl, answer.reason ?? '', 1);
      else if (point === undefined && elsewhere)
        faults.add(crl, 'the certificate points to a list of another issuer', 1);
      else {
        answered.push(crl);
        // (d), (e) and (k)
        covered |= reasonMask(point?.reasons) & reasonMask(crl.issuingDistributionPoint?.onlySomeReasons);
      }
    }
  }
  if (covered === ALL_REASONS) return { status: 'good' };
  return {
    status: 'unknown',
    reason: covered === 0 ? faults.told : 'The revocation lists at hand cover only some reasons of revocation.',
  };
}

function newestFirst(a: CertificateRevocationList, b: CertificateRevocationList): number {
  const number = (b.crlNumber ?? 0n) - (a.crlNumber ?? 0n);
  return (
    b.thisUpdate.getTime() - a.thisUpdate.getTime() ||
    (number > 0n ? 1 : number < 0n ? -1 : 0) ||
    compareOctets(a.der, b.der)
  );
}

async function statusByCrl(
  crl: CertificateRevocationList,
  certificate: Certificate,
  sources: CrlSources,
): Promise<StatusAnswer> {
  const { outdated, openEnded } = currency(crl.thisUpdate, crl.nextUpdate, sources.freshness);
  const fault = unusableFault(crl) ?? sources.fault?.(crl) ?? outdated ?? (await sources.signatureFault(crl));
  if (fault !== undefined) return { status: 'unknown', reason: fault };
  // (i) and (j): the delta CRL has the last word.
  const delta = await deltaFor(crl, sources);
  const entry = (delta && entryFor(delta, certificate)) ?? entryFor(crl, certificate);
  if (entry !== undefined && entry.reason !== REMOVE_FROM_CRL)
    return {
      status: 'revoked',
      reason: `Revoked on ${entry.revocationDate.toISOString().slice(0, 10)}: ${reasonText(entry.reason)}.`,
    };
  if (openEnded)
    return {
      status: 'unknown',
      reason: 'it does not say until when it holds (no next update), and no greatest age was given',
    };
  return { status: 'good' };
}

/** RFC 5280 section 5.2.4 and 6.3.3 (c): the newest usable delta CRL that goes with a complete one. */
async function deltaFor(
  base: CertificateRevocationList,
  sources: CrlSources,
): Promise<CertificateRevocationList | undefined> {
  const number = base.crlNumber;
  if (number === undefined) return undefined;
  const deltas = sources.crls
    .filter(({ deltaBase, crlNumber }) => deltaBase !== undefined && deltaBase <= number && (crlNumber ?? 0n) > number)
    .filter((delta) => sameScope(delta, base) && unusableFault(delta) === undefined)
    .sort((a, b) => (a.crlNumber! < b.crlNumber! ? 1 : -1));
  for (const delta of deltas) {
    if (currency(delta.thisUpdate, delta.nextUpdate, sources.freshness).outdated !== undefined) continue;
    if ((await sources.signatureFault(delta)) === undefined) return delta;
  }
  return undefined;
}

/** The entry of a certificate; in an indirect CRL, the one under the name of its issuer (RFC 5280 section 5.3.3). */
function entryFor(crl: CertificateRevocationList, certificate: Certificate): RevokedEntry | undefined {
  const issuer = certificate.issuer.canonical;
  return crl
    .find(certificate.serialBytes)
    .find(({ certificateIssuer }) =>
      certificateIssuer === undefined
        ? crl.issuer.canonical === issuer
        : certificateIssuer.some(({ name }) => name?.canonical === issuer),
    );
}

/** Keeps the fault of the CRL that came closest to an answer. */
class Faults {
  readonly #certificate: Certificate;
  #fault: string | undefined;
  #closeness = -1;

  constructor(certificate: Certificate) {
    this.#certificate = certificate;
  }

  add(crl: CertificateRevocationList, fault: string, closeness: number): void {
    const same = crl.issuer.canonical === this.#certificate.issuer.canonical ? 0.5 : 0;
    if (closeness + same <= this.#closeness) return;
    this.#closeness = closeness + same;
    this.#fault = `The revocation list of ${crl.issuer.text} was not used: ${fault}.`;
  }

  get told(): string {
    return this.#fault ?? `No revocation list of ${this.#certificate.issuer.text} is at hand.`;
  }
}
