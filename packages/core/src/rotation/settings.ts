import type { StepId } from './step-id.ts';

/** How a certificate gets its successor, as the settings say. */
export type RotationMethod =
  /** The same record and key; of a certificate that is carried: the same place. */
  | 'renew'
  /** A new record beside the old one. */
  | 'replace'
  /** The key comes from outside in a keystore, which only Setup imports. */
  | 'import';

/** One entry of `rotation.certificates`. */
export interface RotationEntry {
  /** Name of a certificate, or a pattern of names. */
  readonly certificate: string;
  /** Id of the source, or a pattern; undefined: every source. */
  readonly source?: string;
  /** Name of one of `rotation.authorities`; undefined: none signs. */
  readonly authority?: string;
  readonly method?: RotationMethod;
  /** File of the request that the key made; relative to the settings file. */
  readonly csr?: string;
  /**
   * Folder in which a new key is made for a client or user who has none of their own; relative to the settings file.
   * Undefined: no key is made for anybody.
   */
  readonly keyFolder?: string;
  /**
   * Where the new certificate of somebody else comes from: a file, or the https address of an identity provider's
   * metadata.
   */
  readonly from?: string;
  /** File of the roots that the other side trusts; relative to the settings file. */
  readonly trust?: string;
  /** File of the keystore that Setup imports (`method: import`); relative to the settings file. */
  readonly keystore?: string;
  /** Names that the new certificate must have. */
  readonly names?: readonly string[];
  /** Steps that wait for `cert rotate approve`. */
  readonly holdBefore?: readonly StepId[];
}

/** What `rotation` in the settings decides, but for the authorities. */
export interface RotationSettings {
  readonly certificates: readonly RotationEntry[];
  /** Whether anything may be changed in a production org. */
  readonly production: boolean;
  /** Where plans and journals are kept; relative to the settings file. */
  readonly folder: string;
}

export const defaultRotation: RotationSettings = { certificates: [], production: false, folder: '.cert-health' };
