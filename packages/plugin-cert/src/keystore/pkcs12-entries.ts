import { couldHaveIssued, heldChain, isSelfSigned } from '@cert-health/core';
import type { Certificate } from '@cert-health/core';
import { keystoreCertificate } from './keystore.ts';
import type { KeystoreCertificate, KeystoreEntry } from './keystore.ts';
import type { Bags, CertificateBag, KeyBag } from './pkcs12-bags.ts';
import type { Label } from './pkcs12-label.ts';

/**
 * Puts the bags of a PKCS#12 store together: each key with its certificate and what vouches for that. A key and its
 * certificate share a localKeyId; where it is missing, a single key goes with the certificate that vouches for none of the
 * others. The order of bags means nothing.
 */
export function entriesOf(bags: Bags): KeystoreEntry[] {
  const held = bags.certificates.map((bag) => ({ bag, ...keystoreCertificate(bag.der) }));
  const byCertificate = new Map(held.flatMap((one) => (one.certificate ? [[one.certificate, one] as const] : [])));
  const unmarked = held.filter(({ bag }) => !bag.trusted);
  const used = new Set<KeystoreCertificate>();
  const keys = bags.keys.map((key): KeystoreEntry => {
    const own = ownOf(key, unmarked, bags.keys.length === 1);
    const chain = own?.certificate ? above(own.certificate, [...byCertificate.keys()]) : [];
    const certificates = own ? [own, ...chain.map((one) => byCertificate.get(one) as Held)] : [];
    certificates.forEach((one) => used.add(one));
    return { ...labelOf(key, own?.bag), kind: 'key', key: key.key, certificates: certificates.map(plain) };
  });
  const alone = held
    .filter((one) => one.bag.trusted || !used.has(one))
    .map((one): KeystoreEntry => ({ ...labelOf(one.bag), kind: kindOf(one.bag), certificates: [plain(one)] }));
  const others = bags.others.map((bag): KeystoreEntry => ({ ...labelOf(bag), kind: 'other', certificates: [] }));
  return [...keys, ...alone, ...others];
}

/** A certificate with a localKeyId had a key; one that nobody marked is judged by who reads it. */
function kindOf({ trusted, localKeyId }: CertificateBag): KeystoreEntry['kind'] {
  if (trusted) return 'trusted';
  return localKeyId === undefined ? 'unmarked' : 'keyless';
}

interface Held extends KeystoreCertificate {
  readonly bag: CertificateBag;
}

const plain = ({ bag: _bag, ...certificate }: Held): KeystoreCertificate => certificate;

function ownOf(key: KeyBag, unmarked: readonly Held[], only: boolean): Held | undefined {
  const shared = unmarked.find(({ bag }) => bag.localKeyId !== undefined && bag.localKeyId === key.localKeyId);
  if (shared || !only) return shared;
  const certificates = unmarked.flatMap(({ certificate }) => (certificate ? [certificate] : []));
  const leaf = heldChain(certificates)?.leaf;
  return unmarked.find(({ certificate }) => certificate !== undefined && certificate === leaf) ?? unmarked[0];
}

/** What vouches for a certificate, one above the other, as far as the store goes. */
function above(own: Certificate, all: readonly Certificate[]): readonly Certificate[] {
  const path = [own];
  for (let last = own; !isSelfSigned(last);) {
    const below = last;
    const issuers = all.filter((one) => !path.includes(one) && couldHaveIssued(one, below));
    const [issuer] = issuers.sort((a, b) => b.notAfter.getTime() - a.notAfter.getTime());
    if (!issuer) break;
    path.push((last = issuer));
  }
  return path.slice(1);
}

/** The name stands with the key, the certificate, or both. */
function labelOf(bag: Label, other?: Label): Pick<KeystoreEntry, 'alias' | 'aliasUnreadable'> {
  const alias = bag.alias ?? other?.alias;
  if (alias !== undefined) return { alias };
  return bag.aliasUnreadable || other?.aliasUnreadable ? { aliasUnreadable: true } : {};
}
