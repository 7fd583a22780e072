/** What its authority says of one certificate, asked for before the judgment: a check asks nobody. */
export interface KnownRevocation {
  readonly status: 'good' | 'revoked' | 'unknown';
  /** A sentence; for `unknown`, why the list tells nothing. */
  readonly reason?: string;
  /** An OCSP responder said it; left out: a list did. */
  readonly by?: 'ocsp';
  /** A list that may not be used, being out of date for instance, names it as revoked all the same. */
  readonly listed?: true;
}

/** By fingerprint. A certificate that is not in it was not asked about: its issuer names no list, or it is a root. */
export type KnownRevocations = ReadonlyMap<string, KnownRevocation>;
