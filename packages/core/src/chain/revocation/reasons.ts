/** Sets of ReasonFlags (RFC 5280 section 4.2.1.13), as bits 1 keyCompromise to 8 aACompromise. */
export const ALL_REASONS = 0b1_1111_1110;

/** Absent flags mean all reasons. */
export const reasonMask = (flags: readonly number[] | undefined): number =>
  flags === undefined ? ALL_REASONS : flags.reduce((mask, flag) => mask | (1 << flag), 0) & ALL_REASONS;

/** CRLReason (RFC 5280 section 5.3.1) in words, as the rest of "revoked: …". */
const REASONS: Readonly<Record<number, string>> = {
  0: 'no reason given',
  1: 'its key was compromised (keyCompromise)',
  2: 'the key of its CA was compromised (cACompromise)',
  3: 'its owner changed name or affiliation (affiliationChanged)',
  4: 'it was replaced by another (superseded)',
  5: 'it is no longer needed (cessationOfOperation)',
  6: 'it is on hold (certificateHold)',
  9: 'a right that it states was withdrawn (privilegeWithdrawn)',
  10: 'the key of its attribute authority was compromised (aACompromise)',
};

export const REMOVE_FROM_CRL = 8;

export const reasonText = (reason: number | undefined): string => REASONS[reason ?? 0] ?? `reason ${reason}`;
