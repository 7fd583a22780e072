/** A trust store that cannot be read or fetched; the message is one sentence that says what to do. */
export class TrustStoreError extends Error {
  override readonly name = 'TrustStoreError';
}
