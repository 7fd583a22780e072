/** Raised for a file that cannot be used; the message is one sentence for people. */
export class VerifyInputError extends Error {
  override readonly name = 'VerifyInputError';
}
