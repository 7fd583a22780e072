/** The org did not answer at all; the message is one sentence for people. */
export class OrgSilentError extends Error {
  override readonly name = 'OrgOutOfReachError';
}
