/** Raised for evidence that cannot be made or read; the message is one sentence that says what to do. */
export class EvidenceError extends Error {
  override readonly name = 'EvidenceError';
}
