import type { Certificate } from '../../x509/index.ts';
import type { Known } from '../inbound/index.ts';
import type { Step, Verdict } from '../step.ts';

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
  /** The name under which the org is known to the provider (entity ID), which messages must be made out to. */
  readonly audience?: string | undefined;
  /** The address at which the org takes messages by this setting. */
  readonly recipient?: string | undefined;
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
export type SsoStep = Step<SsoStepId>;

/** Would the org believe a message that this identity provider signs. */
export type SsoVerdict = Verdict<SsoStepId>;

/** The setting in question, or why there is none to go on with. */
export type Chosen = { readonly setting: SsoSetting } | { readonly none: 'not-known' | 'absent' | 'several' };
