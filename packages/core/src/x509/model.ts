/** What a decoded certificate, CRL or request holds. Field names follow RFC 5280 section 4.1 and 5.1. */

/** A view on DER bytes: never copied, so a subarray of the input that was parsed. */
export type Der = Uint8Array;

/** `AttributeTypeAndValue` (RFC 5280 section 4.1.2.4). */
export interface Attribute {
  /** Dotted OID. */
  readonly oid: string;
  /** ASN.1 tag of the value as encoded: 12 UTF8String, 19 PrintableString, 22 IA5String, 30 BMPString, … */
  readonly tag: number;
  /** The value as text; characters are kept as they are (embedded NUL included). */
  readonly value: string;
  /** The octets are no text of this type: `value` shows those that are not ASCII as `\FC`, and what it says is not known. */
  readonly undecoded?: true;
  /** The value's content octets. */
  readonly bytes: Der;
}

/** A distinguished name; `rdns` holds the relative names in encoded order. */
export interface Name {
  readonly der: Der;
  readonly rdns: readonly (readonly Attribute[])[];
  /** RFC 4514 text, in encoded order (as openssl prints it), control characters escaped. */
  readonly text: string;
  /** Some value in it could not be decoded. */
  readonly undecoded: boolean;
  /** First value of an attribute type by OID or short name (`CN`, `O`, `OU`, …). */
  get(type: string): string | undefined;
  /** Key for RFC 5280 section 7.1 comparison: equal keys, equal names (case, white space, string type folded). */
  readonly canonical: string;
  /** The same key for each relative name: a name lies below another when its keys start with the other's. */
  readonly canonicalRdns: readonly string[];
}

/** `GeneralName` (RFC 5280 section 4.2.1.6). `value` is the true value; `bytes` the content octets. */
export interface GeneralName {
  readonly type:
    'otherName' | 'email' | 'dns' | 'x400Address' | 'directoryName' | 'ediPartyName' | 'uri' | 'ip' | 'registeredId';
  readonly value: string;
  /** The octets are no text of its type: `value` shows them escaped, and is no name, address or host. */
  readonly undecoded?: true;
  readonly bytes: Der;
  /** Set for `directoryName`. */
  readonly name?: Name;
}

export interface AlgorithmIdentifier {
  readonly oid: string;
  /** Field's name, such as `sha256WithRSAEncryption`, `id-RSASSA-PSS`, `ML-DSA-65`; the OID where unknown. */
  readonly name: string;
  /** DER of the parameters (whole TLV); undefined when absent. */
  readonly parameters?: Der;
  readonly der: Der;
}

export interface PublicKey {
  /** DER of SubjectPublicKeyInfo. */
  readonly spki: Der;
  readonly algorithm: AlgorithmIdentifier;
  readonly kind:
    'RSA' | 'RSA-PSS' | 'EC' | 'DSA' | 'Ed25519' | 'Ed448' | 'X25519' | 'X448' | 'ML-DSA' | 'SLH-DSA' | 'unknown';
  /** Bits: RSA and DSA modulus, EC field; undefined where it does not apply or is not understood. */
  readonly size?: number;
  /** EC curve: `P-256`, `secp256k1`, `brainpoolP256r1`, …, `explicit` for explicit parameters; ML-DSA and SLH-DSA set name. */
  readonly curve?: string;
  readonly exponent?: bigint;
  /** Content octets of subjectPublicKey (unused bits stripped). */
  readonly bits: Der;
  /** What is not understood about this key, in one sentence. */
  readonly notUnderstood?: string;
}

export interface DistributionPoint {
  readonly fullName?: readonly GeneralName[];
  readonly nameRelativeToIssuer?: readonly Attribute[];
  /** ReasonFlags as bit numbers (1 keyCompromise … 8 aACompromise). */
  readonly reasons?: readonly number[];
  readonly crlIssuer?: readonly GeneralName[];
}

export interface GeneralSubtree {
  readonly base: GeneralName;
  readonly minimum: number;
  readonly maximum?: number;
}

export type KeyUsageBit =
  | 'digitalSignature'
  | 'nonRepudiation'
  | 'keyEncipherment'
  | 'dataEncipherment'
  | 'keyAgreement'
  | 'keyCertSign'
  | 'cRLSign'
  | 'encipherOnly'
  | 'decipherOnly';

/** An extension as it stands in the certificate. */
export interface Extension {
  readonly oid: string;
  /** Field's name (`subjectAltName`, `cRLDistributionPoints`, …); the OID where unknown. */
  readonly name: string;
  readonly critical: boolean;
  /** Content octets of extnValue. */
  readonly value: Der;
}

/** An embedded signed certificate timestamp (RFC 6962 section 3.2). */
export interface SignedCertificateTimestamp {
  /** SHA-256 of the log's key, lower-case hex. */
  readonly logId: string;
  readonly timestamp: Date;
}

/** Decoded standard extensions (RFC 5280 section 4.2 and those in daily use). Absent extension: undefined. */
export interface Extensions {
  readonly basicConstraints?: { readonly ca: boolean; readonly pathLength?: number };
  readonly keyUsage?: readonly KeyUsageBit[];
  /** Purpose OIDs in encoded order. */
  readonly extendedKeyUsage?: readonly string[];
  readonly subjectAltName?: readonly GeneralName[];
  readonly issuerAltName?: readonly GeneralName[];
  readonly subjectKeyIdentifier?: Der;
  readonly authorityKeyIdentifier?: {
    readonly keyId?: Der;
    readonly issuer?: readonly GeneralName[];
    readonly serial?: Der;
  };
  readonly nameConstraints?: {
    readonly permitted: readonly GeneralSubtree[];
    readonly excluded: readonly GeneralSubtree[];
  };
  readonly certificatePolicies?: readonly {
    readonly oid: string;
    readonly qualifiers: readonly { readonly oid: string; readonly value: Der }[];
  }[];
  readonly policyMappings?: readonly { readonly issuerDomain: string; readonly subjectDomain: string }[];
  readonly policyConstraints?: { readonly requireExplicitPolicy?: number; readonly inhibitPolicyMapping?: number };
  readonly inhibitAnyPolicy?: number;
  readonly crlDistributionPoints?: readonly DistributionPoint[];
  readonly freshestCrl?: readonly DistributionPoint[];
  readonly authorityInfoAccess?: readonly { readonly method: string; readonly location: GeneralName }[];
  readonly subjectInfoAccess?: readonly { readonly method: string; readonly location: GeneralName }[];
  /** TLS feature numbers (RFC 7633); 5 is status_request, "must staple". */
  readonly tlsFeature?: readonly number[];
  readonly signedCertificateTimestamps?: readonly SignedCertificateTimestamp[];
  readonly precertificatePoison?: boolean;
  readonly ocspNoCheck?: boolean;
}

/** Something in a real-life encoding that breaks a rule harmlessly: accepted, and told. */
export interface Irregularity {
  readonly code: string;
  /** One sentence. */
  readonly message: string;
  /** Rule broken, such as `RFC 5280 section 4.1.2.2`. */
  readonly rule: string;
  /** Byte offset in the DER input. */
  readonly offset: number;
}

/** What OpenSSL keeps beside a certificate in a `TRUSTED CERTIFICATE`: purposes (OIDs) that it may be an anchor for. */
export interface TrustSettings {
  /** It is an anchor for these and no others; undefined: it is for all that are not rejected. */
  readonly trusted?: readonly string[];
  readonly rejected: readonly string[];
  /** A name that somebody gave it. */
  readonly alias?: string;
}

export interface Certificate {
  readonly der: Der;
  /** DER of tbsCertificate: what is signed. */
  readonly tbs: Der;
  readonly version: 1 | 2 | 3;
  /** Content octets of serialNumber as encoded. */
  readonly serialBytes: Der;
  /** Lower-case hex of the true value: `-05` for minus five, no invented leading zeros beyond whole octets (`00` kept off positives). */
  readonly serialNumber: string;
  readonly issuer: Name;
  readonly subject: Name;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKey: PublicKey;
  readonly issuerUniqueId?: Der;
  readonly subjectUniqueId?: Der;
  /** All extensions in encoded order, unknown ones included. */
  readonly extensionList: readonly Extension[];
  readonly extensions: Extensions;
  /** signatureAlgorithm of the outer SEQUENCE. */
  readonly signatureAlgorithm: AlgorithmIdentifier;
  /** signature field inside tbsCertificate. */
  readonly tbsSignatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Der;
  /** SHA-256 of `der`, lower-case hex; computed when first read. */
  readonly fingerprint: string;
  /** Subject and issuer are the same name (RFC 5280 section 3.2 self-issued). The signature is not looked at. */
  readonly selfIssued: boolean;
  readonly irregularities: readonly Irregularity[];
  /** Set when it came as a `TRUSTED CERTIFICATE`; no part of the certificate itself. */
  readonly trustSettings?: TrustSettings;
}

/** One entry of a CRL, decoded when looked up. */
export interface RevokedEntry {
  readonly serialBytes: Der;
  readonly revocationDate: Date;
  /** CRLReason number (RFC 5280 section 5.3.1); 8 is removeFromCRL. */
  readonly reason?: number;
  readonly invalidityDate?: Date;
  /** For indirect CRLs: the issuer of the certificate, already carried on from earlier entries. */
  readonly certificateIssuer?: readonly GeneralName[];
  /** OIDs of critical entry extensions that were not understood. */
  readonly unknownCritical: readonly string[];
}

export interface CertificateRevocationList {
  readonly der: Der;
  readonly tbs: Der;
  readonly issuer: Name;
  readonly thisUpdate: Date;
  readonly nextUpdate?: Date;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly tbsSignatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Der;
  readonly extensionList: readonly Extension[];
  readonly crlNumber?: bigint;
  /** Set for a delta CRL: the number of its base. */
  readonly deltaBase?: bigint;
  readonly authorityKeyIdentifier?: Extensions['authorityKeyIdentifier'];
  readonly issuingDistributionPoint?: {
    readonly distributionPoint?: Pick<DistributionPoint, 'fullName' | 'nameRelativeToIssuer'>;
    readonly onlyUserCerts: boolean;
    readonly onlyCaCerts: boolean;
    readonly onlySomeReasons?: readonly number[];
    readonly indirect: boolean;
    readonly onlyAttributeCerts: boolean;
  };
  readonly freshestCrl?: readonly DistributionPoint[];
  /** Number of revoked entries, counted without decoding them. */
  readonly entryCount: number;
  /**
   * Entries with this serial number (content octets of the INTEGER), without decoding the others.
   * An indirect CRL may hold several, told apart by `certificateIssuer`.
   */
  find(serialBytes: Der): RevokedEntry[];
  /** True when any entry carries a critical extension that is not understood: such a CRL decides nothing. */
  readonly hasUnknownCriticalEntry: boolean;
  readonly irregularities: readonly Irregularity[];
}

/** PKCS#10 (RFC 2986). */
export interface CertificationRequest {
  readonly der: Der;
  readonly tbs: Der;
  readonly subject: Name;
  readonly publicKey: PublicKey;
  /** Extensions asked for (PKCS#9 extensionRequest). */
  readonly extensionList: readonly Extension[];
  readonly extensions: Extensions;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Der;
  readonly irregularities: readonly Irregularity[];
}

/** What a file of mixed contents holds, in its order. */
export interface CryptographicFile {
  readonly certificates: readonly Certificate[];
  readonly requests: readonly CertificationRequest[];
  readonly crls: readonly CertificateRevocationList[];
  /** Private keys are counted, never decoded or kept. */
  readonly privateKeys: number;
  /** The certificates come from PKCS#7, which is a set: their order means nothing. */
  readonly unordered: boolean;
  readonly problems: readonly FileProblem[];
}

/** What could not be read, or is nothing that is read here. */
export interface FileProblem {
  /** Where it begins: octets in DER, characters in text. */
  readonly offset: number;
  readonly code: string;
  /** One sentence; in a file of several parts it says which part it is about, by number, place and name. */
  readonly message: string;
  /** What stands there, as far as that can be told. */
  readonly kind: 'certificate' | 'request' | 'crl' | 'other';
  /** Its place among those of its kind, from 1. */
  readonly number: number;
  /** The part was read; it is something in it or behind it that was not. */
  readonly partly?: true;
  /** The issuer that a certificate or revocation list names, where that much can be read. */
  readonly issuer?: Name;
}
