import type { TextOrigin } from '@cert-health/core';

/** A place in a file. */
export interface Place {
  readonly path: string;
  readonly line: number;
}

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
      readonly at?: Place;
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
  /** Null or an empty text, and nothing else, as far as all code shows. */
  | { readonly kind: 'nothing' }
  /** Cannot tell: what is written there, and where it comes from as far as that can be said. */
  | {
      readonly kind: 'computed';
      readonly expression: string;
      readonly origin?: TextOrigin;
      /** File and line of the expression, when not in the call itself. */
      readonly at?: Place;
    };

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
  /** What is written there as the certificate. */
  readonly written: string;
  readonly name: CertificateName;
  /** Only test code does this, or only test code gives this name. */
  readonly isTest: boolean;
}
