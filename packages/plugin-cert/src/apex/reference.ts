/**
 * What Apex code gives as a certificate. A name may have several possible values (`test ? 'A' : 'B'`); each becomes a
 * reference of its own.
 */
export type CertificateName =
  | {
      readonly kind: 'literal';
      readonly value: string;
      /** Where the text stands, when not in the call itself: `constant Certs.PARTNER`, `local variable name`. */
      readonly via?: string;
      /** File and line of that text, when not in the call itself. */
      readonly at?: { readonly path: string; readonly line: number };
    }
  /** A field of a custom metadata record; the record's name only where the code says which. */
  | { readonly kind: 'customMetadata'; readonly type: string; readonly record?: string; readonly field: string }
  /** A field of a custom setting; the record's name only for a list setting whose code says which. */
  | { readonly kind: 'customSetting'; readonly type: string; readonly record?: string; readonly field: string }
  | { readonly kind: 'label'; readonly label: string }
  /** The certificate of the external data source whose connection this code makes. */
  | { readonly kind: 'externalDataSource' }
  /** The keystore itself stands in the code, in base64. Its text is never repeated. */
  | { readonly kind: 'embedded' }
  /** Cannot tell: what is written there. */
  | { readonly kind: 'computed'; readonly expression: string };

/** One place in Apex code that names, or brings along, a certificate. */
export interface ApexReference {
  /** The outermost class, trigger or script. */
  readonly className: string;
  /** `Inner.method`, `method`; absent for the body of a trigger, a field's value or a static block. */
  readonly method?: string;
  readonly path: string;
  readonly line: number;
  /** The platform's call or field: `HttpRequest.setClientCertificateName`; see the call catalog. */
  readonly call: string;
  readonly name: CertificateName;
  /** Only test code does this, or only test code gives this name. */
  readonly isTest: boolean;
}
