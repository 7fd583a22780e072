/** Why a record is not written. The codes are those of the API. Source: SOAP API Developer Guide, Core Data Types, StatusCode. */
export class DmlError extends Error {
  readonly errorCode: string;
  /** Fields that it is about. */
  readonly fields: readonly string[];
  /** What else is wrong with the record. */
  others: readonly DmlError[] = [];

  constructor(errorCode: string, message: string, fields: readonly string[] = []) {
    super(message);
    this.name = 'DmlError';
    this.errorCode = errorCode;
    this.fields = fields;
  }

  /** The same error with others beside it. */
  with(others: readonly DmlError[]): this {
    this.others = others;
    return this;
  }
}
