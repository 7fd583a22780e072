import type { AlgorithmIdentifier, Der, PublicKey } from '../../x509/model.ts';

/**
 * `unsupported`: nobody here can verify this algorithm or read this key. That is "cannot tell", never "invalid".
 */
export type SignatureVerdict = 'valid' | 'invalid' | 'unsupported';

export interface SignatureRequest {
  /** The signatureAlgorithm beside the signature. */
  readonly algorithm: AlgorithmIdentifier;
  /** The issuer's key. */
  readonly publicKey: PublicKey;
  /** What is signed: DER of tbsCertificate, tbsCertList or tbsResponseData. */
  readonly data: Der;
  readonly signature: Der;
}

/** The one place where cryptography enters the core. It answers at once where it can, and never throws. */
export interface SignatureVerifier {
  readonly name: string;
  readonly verify: (request: SignatureRequest) => SignatureVerdict | Promise<SignatureVerdict>;
}
