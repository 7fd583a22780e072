import { knownRoots as rows } from './generated/known-roots.ts';
import { once } from './once.ts';

/** A root certificate that a public root program holds or held. All hashes are lower-case hex. */
export interface KnownRoot {
  readonly name: string;
  /** SHA-256 of the certificate. */
  readonly sha256: string;
  readonly sha1: string;
  readonly md5: string;
  /** SHA-256 of SubjectPublicKeyInfo: the same for every certificate of this key, cross-signed ones included. */
  readonly spkiSha256: string;
  /** SHA-256 of the subject's DER. */
  readonly subjectSha256: string;
  readonly keyId?: string;
  /** RFC 4514 text. */
  readonly subject: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** Every root of the Mozilla store, and roots that left it in recent years. */
export const knownRoots = once((): readonly KnownRoot[] =>
  rows().map(([name, sha256, sha1, md5, spkiSha256, subjectSha256, keyId, subject, notBefore, notAfter]) => ({
    name,
    sha256,
    sha1,
    md5,
    spkiSha256,
    subjectSha256,
    ...(keyId === null ? {} : { keyId }),
    subject,
    notBefore: new Date(notBefore),
    notAfter: new Date(notAfter),
  })),
);

const bySha256 = once(() => new Map(knownRoots().map((root) => [root.sha256, root])));
const byKey = once(() => new Map(knownRoots().map((root) => [root.spkiSha256, root])));
const bySubject = once(() => Map.groupBy(knownRoots(), (root) => root.subjectSha256));

/** @param sha256 fingerprint, lower-case hex */
export function knownRoot(sha256: string): KnownRoot | undefined {
  return bySha256().get(sha256);
}

/** The known root that has this key, whatever certificate carries it. */
export function knownRootByKey(spkiSha256: string): KnownRoot | undefined {
  return byKey().get(spkiSha256);
}

/**
 * The known root that an issuer field names. Several roots may share a name; a key identifier then decides, and one
 * that contradicts rules a root out.
 */
export function knownRootByName(subjectSha256: string, keyId: string | undefined): KnownRoot | undefined {
  return bySubject()
    .get(subjectSha256)
    ?.find((root) => keyId === undefined || root.keyId === undefined || root.keyId === keyId);
}

/** DigiCert Global Root G2, to which Salesforce's own server certificates chain since February 2026. */
export const digicertGlobalRootG2 = 'cb3ccbb76031e5e0138f8dd39a23f9de47ffc35e43c1144cea27d46a5ab1cb5f';
