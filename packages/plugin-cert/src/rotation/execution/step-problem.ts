/** Ends a step; the message is one or more sentences that say why and what to do. */
export class StepProblem extends Error {
  override readonly name = 'StepProblem';
  /** The org is not as planned, so that nothing was done. */
  readonly refused: boolean;

  constructor(message: string, refused = false) {
    super(message);
    this.refused = refused;
  }
}
