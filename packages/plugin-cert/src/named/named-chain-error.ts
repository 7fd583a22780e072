/** Raised where what was named gives no certificate; the message is one sentence that says what to do. */
export class NamedChainError extends Error {
  override readonly name = 'NamedChainError';
  /** `input`: what was named is the wrong thing. `silent`: a server or an org did not give it. */
  readonly fault: 'input' | 'silent';

  constructor(message: string, fault: 'input' | 'silent' = 'input') {
    super(message);
    this.fault = fault;
  }
}
