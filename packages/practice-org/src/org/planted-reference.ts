import type { PlaceId, ReferenceKind } from '@cert-health/core';

/** How Apex comes to the name of a certificate. */
export type ApexShape = 'literal' | 'constant' | 'choice' | 'customMetadata' | 'label' | 'computed' | 'keystore';

/**
 * A reference to a certificate that was put into a company on purpose: what a reader of the org has to find there, no
 * more and no less. Fields are spelt as in core's table of references; where the Tooling API spells one otherwise,
 * `referenceUseOf` leads both to the same row.
 */
export interface PlantedReference {
  readonly place: PlaceId;
  /** API name of the component that refers; of what has none (a tenant secret) the record's Id. */
  readonly name: string;
  readonly field: string;
  readonly kind: ReferenceKind;
  /** The name or Id as metadata has it, or the address that is called; absent where the body itself is held. */
  readonly target?: string;
  /** The Id that the Tooling API gives in place of a name. */
  readonly targetId?: string;
  /** Unique name of the certificate in Certificate and Key Management. */
  readonly resolvesTo?: string;
  /** What is named does not exist. */
  readonly dangling?: true;
  /** SHA-256 of the certificate that is held, of the first one of a chain; absent for what cannot be opened. */
  readonly fingerprint?: string;
  readonly shape?: ApexShape;
  /** Line of the code, from 1. */
  readonly line?: number;
}
