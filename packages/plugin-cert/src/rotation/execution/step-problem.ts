/** Ends a step; the message is one or more sentences that say why and what to do. */
export class StepProblem extends Error {
  override readonly name = 'StepProblem';
  /** The org is not as planned, so that nothing was done. */
  readonly refused: boolean;

  /** Whoever refused has said that it may be tried again from this moment on. */
  readonly notBefore: Date | undefined;

  constructor(message: string, refused = false, notBefore?: Date) {
    super(message);
    this.refused = refused;
    this.notBefore = notBefore;
  }
}
