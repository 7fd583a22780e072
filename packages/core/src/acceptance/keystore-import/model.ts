import type { Evidence, RuleSource } from '../../findings/index.ts';
import type { Certificate, KeystoreKind } from '../../x509/index.ts';

/** What was read of a keystore that somebody wants to import. */
export interface KeystoreFacts {
  /** Its name, as commands shall say it. */
  readonly file: string;
  readonly kind: KeystoreKind;
  readonly entries: readonly KeystoreEntryFacts[];
  /** Nothing in it stayed closed for want of a password. */
  readonly complete: boolean;
}

export interface KeystoreEntryFacts {
  /** Undefined: it has none. */
  readonly alias?: string;
  /** It has one that cannot be decoded, or must not be shown. */
  readonly aliasUnreadable?: boolean;
  readonly kind: 'key' | 'trusted' | 'unmarked' | 'keyless' | 'other';
  /** Those that can be read, in the order of the store; of a key, its own comes first. */
  readonly certificates: readonly Certificate[];
  /** Certificates that cannot be read. */
  readonly unreadable: number;
  /** What opening the key told; null where it was not opened. */
  readonly key: KeyFactsOfEntry | null;
}

/** Null: not known. */
export interface KeyFactsOfEntry {
  /** The store's password opens the key. */
  readonly opens: boolean | null;
  readonly pkcs8: boolean | null;
  /** It is the key of the first certificate. */
  readonly fits: boolean | null;
}

export type ImportStepId =
  | 'format'
  | 'key-entry'
  | 'key-algorithm'
  | 'key-size'
  | 'key-format'
  | 'one-password'
  | 'key-fits'
  | 'alias'
  | 'chain'
  | 'dates';

/** One thing that is asked of a keystore before its import. */
export interface ImportStep {
  readonly id: ImportStepId;
  /** What is asked, as a statement that holds where it passes. */
  readonly title: string;
  readonly outcome: 'pass' | 'fail' | 'unknown' | 'not-applicable';
  /** What was found, one or two sentences. */
  readonly detail: string;
  /**
   * What Setup does about a failure: `refuses` by Salesforce's own pages; `not-known` no page says, or the file may be used
   * all the same.
   */
  readonly consequence: 'refuses' | 'not-known';
  /** What Setup shows when it refuses, where that is known. */
  readonly setupMessage?: string;
  readonly evidence: Evidence;
  readonly rule: RuleSource;
  readonly remedy?: string;
  /** Commands of keytool or openssl that do it. They ask for passwords, and carry none. */
  readonly commands?: readonly string[];
}

/** What Setup > Certificate and Key Management > Import from Keystore would say. */
export interface KeystoreImport {
  /** `unknown`: something that decides could not be seen, or no source says what Setup does. Never to be read as accepted. */
  readonly verdict: 'accepted' | 'refused' | 'unknown';
  /** The step that refused or could not be told; null when accepted. */
  readonly decidedBy: ImportStepId | null;
  readonly steps: readonly ImportStep[];
}
