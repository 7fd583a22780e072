import type { DueRequest } from '../when/index.ts';

/** What is known of one certificate beside the inventory. */
export interface KnownOfCertificate extends Pick<DueRequest, 'window' | 'failures' | 'issuedLast'> {
  /** Its authority was not asked on purpose: why, a clause. Its dates decide, and that is told. */
  readonly notAsked?: string;
  /**
   * Its authority was asked and gave no answer that could be used: why, one sentence. Where its dates do not make it due,
   * nobody knows whether it is.
   */
  readonly unanswered?: string;
}
