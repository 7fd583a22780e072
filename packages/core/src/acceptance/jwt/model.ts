import type { Certificate } from '../../x509/index.ts';
import type { Known } from '../inbound/index.ts';
import type { Step, Verdict } from '../step.ts';

/** A connected app or external client app, as far as it decides about its tokens. */
export interface TokenApp {
  /** API name. */
  readonly name: string;
  /** The certificate with which its tokens are verified; undefined: it has none, or none that can be read. */
  readonly certificate?: Certificate | undefined;
  /** Why there is none, where it is not that the app has none. */
  readonly unreadable?: string | undefined;
  /** Compared, never shown; undefined where it is not told. */
  readonly consumerKey?: string | undefined;
}

/** What a token says (RFC 7523), without the token itself. */
export interface TokenFacts {
  /** `alg` of the header. */
  readonly algorithm: string;
  /** Whether the key of the app's certificate made its signature; `not-told`: it could not be tried. */
  readonly madeWith: 'app' | 'another' | 'not-told';
  readonly issuer: string | null;
  readonly audiences: readonly string[];
  readonly namesSubject: boolean;
  /** Seconds since 1970, as given; null: none, or no number. */
  readonly expires: number | null;
  readonly notBefore: number | null;
}

/** The org to which a token goes. */
export interface TokenOrg {
  readonly host: string;
  /** Null: it does not say. */
  readonly isSandbox: boolean | null;
}

/** A request for access with a token that is played through. */
export interface TokenAttempt {
  readonly at: Date;
  readonly token: TokenFacts;
  readonly app: Known<TokenApp>;
  /** Absent: none was asked. */
  readonly org?: TokenOrg | undefined;
}

/** A key that is held against the certificate of an app. */
export interface AppKeyAttempt {
  readonly at: Date;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Uint8Array;
  readonly app: Known<TokenApp>;
}

export type TokenStepId =
  'algorithm' | 'app' | 'signature' | 'issuer' | 'audience' | 'subject' | 'expiry' | 'same-key' | 'dates';

export type TokenStep = Step<TokenStepId>;
export type TokenVerdict = Verdict<TokenStepId>;
