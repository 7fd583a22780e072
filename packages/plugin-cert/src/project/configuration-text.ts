/** A text in configuration that may be the name of a certificate. */
export interface ConfigurationText {
  /** API name of the record, label or flow. */
  readonly component: string;
  /** Of a custom metadata record: the field. */
  readonly field?: string;
  /** Metadata type and element, as `Reference.field` has it. */
  readonly as: string;
  /** Names around the text: they may speak of certificates. */
  readonly about: string;
  readonly value: string;
  readonly line: number;
}
