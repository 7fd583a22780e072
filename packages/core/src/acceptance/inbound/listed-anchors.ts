import { loadMozillaCertificates, matchAnchor } from '../../trust/index.ts';
import type { TrustAnchor, TrustStore } from '../../trust/index.ts';
import { nameKey } from '../../trust/name-key.ts';
import { parseCertificate } from '../../x509/index.ts';
import type { Certificate } from '../../x509/index.ts';

/**
 * The certificates of a list of roots. Of an entry that gives no more than hashes the certificate is looked for among those
 * sent and among Mozilla's roots; a name alone proves nothing and finds none.
 */
export async function listedAnchors(store: TrustStore, sent: readonly Certificate[]): Promise<Certificate[]> {
  const whole = store.anchors.flatMap(({ der }) => (der ? [parseCertificate(der)] : []));
  const bare: TrustStore = { ...store, anchors: store.anchors.filter(({ der }) => der === undefined) };
  if (bare.anchors.length === 0) return whole;
  const mozilla = (await loadMozillaCertificates()).anchors.flatMap(({ der }) => (der ? [parseCertificate(der)] : []));
  const found = [...sent, ...mozilla].filter((one) => {
    const match = matchAnchor(bare, one);
    return match !== undefined && match.by !== 'subject';
  });
  return [...whole, ...found];
}

/** Entries of the list that have the name of a certificate's issuer and nothing by which to know it. */
export function namesakeOf(store: TrustStore, last: Certificate): TrustAnchor | undefined {
  const match = matchAnchor(store, last);
  if (match?.by === 'subject') return match.anchor;
  return last.selfIssued ? undefined : issuerByName(store, last);
}

function issuerByName({ anchors }: TrustStore, { issuer }: Certificate): TrustAnchor | undefined {
  const name = nameKey(issuer.text);
  return anchors.find(({ der, subject }) => der === undefined && subject !== undefined && nameKey(subject) === name);
}
