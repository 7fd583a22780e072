/** A keystore that cannot be opened; the message is one sentence for people. */
export class KeystoreError extends Error {
  override readonly name = 'KeystoreError';
  /** `password` it is missing or wrong; `damaged` the file breaks its format; `unsupported` it is not read here. */
  readonly reason: 'password' | 'damaged' | 'unsupported';

  constructor(reason: KeystoreError['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}
