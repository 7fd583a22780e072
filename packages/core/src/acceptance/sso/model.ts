import type { Evidence, RuleSource } from '../../findings/index.ts';
import type { Certificate } from '../../x509/index.ts';
import type { Known } from '../inbound/index.ts';

/** What an identity provider says of itself (SAML 2.0 metadata, EntityDescriptor with IDPSSODescriptor). */
export interface IdentityProviderFacts {
  /** The issuer of its messages. */
  readonly entityId: string;
  /** Certificates of the keys that it may sign with, each once. */
  readonly signing: readonly Certificate[];
}

/** A single sign-on setting of an org. */
export interface SsoSetting {
  /** API name. */
  readonly name: string;
  /** The issuer that it expects; undefined where it is not told. */
  readonly issuer?: string | undefined;
  /** The identity provider's certificate that it holds; undefined where that could not be read. */
  readonly certificate?: Certificate | undefined;
}

/** A log-in by an identity provider that is played through. */
export interface SsoAttempt {
  /** The moment judged. */
  readonly at: Date;
  readonly provider: IdentityProviderFacts;
  readonly settings: Known<readonly SsoSetting[]>;
  /** API name of the setting in question. Absent: the one that expects this issuer. */
  readonly config?: string | undefined;
}

export type SsoStepId = 'issuer' | 'same-certificate' | 'one-key' | 'dates';

/** One thing that decides whether the org believes the identity provider. */
export interface SsoStep {
  readonly id: SsoStepId;
  readonly layer: 'identity';
  /** What is asked, as a statement that holds where it passes. */
  readonly title: string;
  readonly outcome: 'pass' | 'fail' | 'unknown' | 'not-applicable';
  /** What was found, one or two sentences. */
  readonly detail: string;
  readonly evidence: Evidence;
  readonly rule: RuleSource;
  readonly remedy?: string;
  /** Label of the permission for want of which it is not known. */
  readonly permission?: string;
}

/** Would the org believe a message that this identity provider signs. */
export interface SsoVerdict {
  /** `unknown` is never to be read as granted. */
  readonly verdict: 'granted' | 'refused' | 'unknown';
  /** The first step that refused or, where none does, the first that could not be told; null when granted. */
  readonly decidedBy: SsoStepId | null;
  readonly steps: readonly SsoStep[];
}

/** The setting in question, or why there is none to go on with. */
export type Chosen = { readonly setting: SsoSetting } | { readonly none: 'not-known' | 'absent' | 'several' };
