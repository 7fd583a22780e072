import type {
  Certificate,
  CertificateRevocationList,
  DistributionPoint,
  Name,
  RevokedEntry,
} from '../../x509/model.ts';
import { compareOctets } from '../octets.ts';
import { unusableFault } from './crl-fitness.ts';
import { sameScope, scopeFault } from './distribution-point-match.ts';
import { currency, type Freshness } from './freshness.ts';
import { ALL_REASONS, REMOVE_FROM_CRL, reasonMask, reasonText } from './reasons.ts';

export interface StatusAnswer {
  readonly status: 'good' | 'revoked' | 'unknown';
  readonly reason?: string;
  /** With `unknown`: a list that may not be used names the certificate as revoked all the same. */
  readonly listed?: true;
}

export interface CrlSources {
  /** Complete and delta CRLs, in any order. */
  readonly crls: readonly CertificateRevocationList[];
  /** RFC 5280 section 6.3.3 (f) to (h): what is against relying on a CRL's signature, as a clause; undefined when it is good. */
  signatureFault(crl: CertificateRevocationList): Promise<string | undefined>;
  /** What else is against a CRL; default: nothing. */
  fault?(crl: CertificateRevocationList): string | undefined;
  readonly freshness: Freshness;
  /** Lists that were given and cannot be read. */
  readonly notRead?: readonly UnreadList[];
}

/**
 * Revocation status of one certificate by the CRLs at hand (RFC 5280 section 6.3.3).
 *
 * CRLs that cover different reasons are put together; the status is `good` only once all reasons are covered. Anything short
 * of that is `unknown`, with the reason why the CRL that came closest does not count. A list that may not be used and names the
 * certificate all the same is told as such: proof against a certificate is not kept back.
 */
export async function statusByCrls(certificate: Certificate, sources: CrlSources): Promise<StatusAnswer> {
  const own = certificate.extensions.crlDistributionPoints ?? [];
  const points: (DistributionPoint | undefined)[] = [...own, undefined];
  // Where a certificate says that others list it, the silence of its own issuer proves nothing.
  const elsewhere = own.some(({ crlIssuer }) => crlIssuer !== undefined);
  const complete = sources.crls.filter(({ deltaBase }) => deltaBase === undefined).sort(newestFirst);
  const faults = new Faults(certificate, sources.notRead ?? []);
  const silent: CertificateRevocationList[] = [];
  let covered = 0;
  // (l): go on until all reasons are covered. All lists are asked, so that none hides a revocation that another knows of.
  for (const point of points) {
    const answered: CertificateRevocationList[] = [];
    const against: CertificateRevocationList[] = [];
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
      if (answer.listed) against.push(crl);
      if (answer.status === 'unknown') faults.add(crl, answer.reason ?? '', answer.listed ? 2 : 1);
      // What an older list did not know of yet is no answer to a newer one, even though that one may not be used.
      else if (against.some((newer) => sameScope(newer, crl))) continue;
      else if (point === undefined && elsewhere)
        faults.add(crl, 'the certificate points to a list of another issuer', 1);
      else {
        answered.push(crl);
        silent.push(crl);
        // (d), (e) and (k)
        covered |= reasonMask(point?.reasons) & reasonMask(crl.issuingDistributionPoint?.onlySomeReasons);
      }
    }
  }
  const byChange = await revokedByDelta(certificate, sources, silent, faults);
  if (byChange !== undefined) return byChange;
  if (covered === ALL_REASONS) return { status: 'good' };
  return {
    status: 'unknown',
    reason:
      covered === 0 || faults.listed
        ? faults.told
        : 'The revocation lists at hand cover only some reasons of revocation.',
    ...(faults.listed ? { listed: true } : {}),
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
  const { openEnded } = currency(crl.thisUpdate, crl.nextUpdate, sources.freshness);
  const unusable = await unusableAnswer(crl, certificate, sources);
  if (unusable !== undefined) return unusable;
  // (i) and (j): the delta CRL has the last word.
  const delta = await deltaFor(crl, sources);
  const entry = (delta && entryFor(delta, certificate)) ?? entryFor(crl, certificate);
  if (entry !== undefined && entry.reason !== REMOVE_FROM_CRL) return revokedBy(entry);
  if (openEnded)
    return {
      status: 'unknown',
      reason: 'it does not say until when it holds (no next update), and no greatest age was given',
    };
  return { status: 'good' };
}

/** What is against using a list, and what it says against the certificate all the same. */
async function unusableAnswer(
  crl: CertificateRevocationList,
  certificate: Certificate,
  sources: CrlSources,
): Promise<StatusAnswer | undefined> {
  const { outdated } = currency(crl.thisUpdate, crl.nextUpdate, sources.freshness);
  const fault = unusableFault(crl) ?? sources.fault?.(crl) ?? outdated;
  const entry = fault === undefined ? undefined : entryFor(crl, certificate);
  if (fault !== undefined && (entry === undefined || entry.reason === REMOVE_FROM_CRL))
    return { status: 'unknown', reason: fault };
  const forged = await sources.signatureFault(crl);
  if (fault === undefined && forged === undefined) return undefined;
  // Anybody can write a name into a list that nobody signed.
  if (entry === undefined || forged !== undefined) return { status: 'unknown', reason: fault ?? forged ?? '' };
  return {
    status: 'unknown',
    reason: `${fault}. It names the certificate all the same: ${wordsOf(entry)}`,
    listed: true,
  };
}

const wordsOf = ({ revocationDate, reason }: RevokedEntry): string =>
  `revoked on ${revocationDate.toISOString().slice(0, 10)}: ${reasonText(reason)}`;

const revokedBy = (entry: RevokedEntry): StatusAnswer => ({
  status: 'revoked',
  reason: `Revoked on ${entry.revocationDate.toISOString().slice(0, 10)}: ${reasonText(entry.reason)}.`,
});

/**
 * A list of changes (delta) that names the certificate revokes it, with its base or without: only a newer complete list could take
 * that back. One that does not name it says nothing about it by itself.
 */
async function revokedByDelta(
  certificate: Certificate,
  sources: CrlSources,
  silent: readonly CertificateRevocationList[],
  faults: Faults,
): Promise<StatusAnswer | undefined> {
  const points = [...(certificate.extensions.crlDistributionPoints ?? []), undefined];
  const deltas = sources.crls.filter(({ deltaBase }) => deltaBase !== undefined).sort(newestFirst);
  const usable: CertificateRevocationList[] = [];
  for (const delta of deltas) {
    if (points.every((point) => scopeFault(delta, certificate, point) !== undefined)) continue;
    if (silent.some((complete) => sameScope(delta, complete) && newestFirst(complete, delta) <= 0)) continue;
    // A newer delta that goes back as far holds all that this one does, and what has changed since.
    if (usable.some((newer) => sameScope(newer, delta) && newer.deltaBase! <= delta.deltaBase!)) continue;
    const unusable = await unusableAnswer(delta, certificate, sources);
    const entry = entryFor(delta, certificate);
    if (unusable?.listed) return { status: 'unknown', reason: notUsed(delta, unusable.reason ?? ''), listed: true };
    if (unusable !== undefined) faults.add(delta, unusable.reason ?? '', 1);
    else if (entry !== undefined && entry.reason !== REMOVE_FROM_CRL) return revokedBy(entry);
    else {
      usable.push(delta);
      faults.add(delta, onlyChanges(delta), 1);
    }
  }
  return undefined;
}

const onlyChanges = ({ deltaBase }: CertificateRevocationList): string =>
  `it holds only the changes since list number ${deltaBase} (delta), and a list that it goes with is not at hand`;

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

const notUsed = (crl: CertificateRevocationList, fault: string): string =>
  `The revocation list of ${crl.issuer.text} was not used: ${fault}.`;

/** A list that was given and cannot be read. */
export interface UnreadList {
  /** Who publishes it, as far as that can be read. */
  readonly issuer?: Name;
  /** A sentence. */
  readonly reason: string;
}

/** Keeps the fault of the CRL that came closest to an answer. */
class Faults {
  readonly #certificate: Certificate;
  #fault: string | undefined;
  #closeness = -1;

  constructor(certificate: Certificate, notRead: readonly UnreadList[]) {
    this.#certificate = certificate;
    for (const { issuer, reason } of notRead) {
      const own = issuer?.canonical === certificate.issuer.canonical;
      if (own || (issuer === undefined && this.#fault === undefined)) {
        this.#fault = own
          ? `The revocation list of ${issuer.text} cannot be read: ${reason}`
          : `A revocation list that was given cannot be read: ${reason}`;
        this.#closeness = own ? 1 : 0;
      }
    }
  }

  add(crl: CertificateRevocationList, fault: string, closeness: number): void {
    const same = crl.issuer.canonical === this.#certificate.issuer.canonical ? 0.5 : 0;
    if (closeness + same <= this.#closeness) return;
    this.#closeness = closeness + same;
    this.#fault = notUsed(crl, fault);
  }

  get listed(): boolean {
    return this.#closeness >= 2;
  }

  get told(): string {
    return this.#fault ?? `No revocation list of ${this.#certificate.issuer.text} is at hand.`;
  }
}
