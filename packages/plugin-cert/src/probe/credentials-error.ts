/** Raised for a certificate and key that cannot be used; the message is one sentence for people. */
export class CredentialsError extends Error {
  override readonly name = 'CredentialsError';
}
