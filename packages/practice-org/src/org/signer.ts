/** What is asked of the authority of a practice org. */
export interface SigningWish {
  /** The request, PEM. */
  readonly csr: string;
  /** Names that the certificate is to carry; none: those of the request. */
  readonly names: readonly string[];
  /** None: both. */
  readonly purposes: readonly ('client' | 'server')[];
  /** Below a root that the org does not trust. */
  readonly unlisted?: true;
}

/**
 * Signs requests: gives a chain, PEM, leaf first.
 *
 * @throws {UnsignedError}
 */
export type Signer = (wish: SigningWish, now: Date) => Promise<string>;

/** Raised for what cannot be signed; the message is a sentence. */
export class UnsignedError extends Error {}
