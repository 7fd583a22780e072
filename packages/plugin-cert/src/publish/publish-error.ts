/** Why a report cannot be published, in one sentence that says what to do. */
export class PublishError extends Error {
  override readonly name = 'PublishError';
  /** The command was used wrongly: another report or another org would do. */
  readonly isUsage: boolean;

  constructor(message: string, isUsage = false) {
    super(message);
    this.isUsage = isUsage;
  }
}
