import type { Certificate } from '../../../x509/index.ts';
import type { Step, Verdict } from '../../step.ts';
import type { SsoAttempt } from '../model.ts';

/** A signature in a message, as far as it is one that may count. */
export interface SamlSignature {
  /** The element in which it stands, and which it must cover. */
  readonly over: 'response' | 'assertion' | 'other';
  /** Why it does not cover that element and all of it, one sentence; absent: it does. */
  readonly fault?: string;
  /** Identifiers of the algorithms (XML Signature). */
  readonly algorithm: string;
  readonly digest: string;
  /** Made with the key of the setting's certificate, with that of the certificate that the message brings along, or neither. */
  readonly madeWith: 'held' | 'sent' | 'neither' | 'not-told';
}

/** The assertion: of a message whose signature is good, what was signed, else as it stands there. */
export interface SamlAssertion {
  readonly issuer: string | null;
  /** It names a subject (NameID or an attribute that stands for it). */
  readonly namesSubject: boolean;
  /** A comment stands within the name of the subject. */
  readonly subjectHasComment: boolean;
  /** It may be used by whoever brings it (bearer). */
  readonly isBearer: boolean;
  readonly audiences: readonly string[];
  readonly recipients: readonly string[];
  readonly notBefore: Date | null;
  /** The earliest of the ends that it names. */
  readonly notOnOrAfter: Date | null;
}

/** What a response says and how it is signed (SAML 2.0 Core, sections 3.3.3 and 5.4). */
export interface SamlResponseFacts {
  /** Top-level status code. */
  readonly status: string | null;
  /** Who sends the response; the assertion may have another issuer, which counts. */
  readonly issuer: string | null;
  /** Assertions that are its children; encrypted ones; and such that stand anywhere else. */
  readonly assertions: { readonly plain: number; readonly encrypted: number; readonly misplaced: number };
  readonly signatures: readonly SamlSignature[];
  /** The certificate that the message brings along (KeyInfo). It proves nothing. */
  readonly sent?: Certificate | undefined;
  readonly assertion: SamlAssertion | null;
}

/** A log-in with a signed response that is played through. */
export interface SsoResponseAttempt extends Pick<SsoAttempt, 'at' | 'settings' | 'config'> {
  readonly response: SamlResponseFacts;
  /** Host of the org's own address, where one was asked. */
  readonly orgHost?: string | undefined;
}

export type SsoResponseStepId =
  | 'readable'
  | 'signed'
  | 'covers-assertion'
  | 'algorithm'
  | 'issuer'
  | 'signature'
  | 'subject'
  | 'audience'
  | 'recipient'
  | 'validity'
  | 'dates';

export type SsoResponseStep = Step<SsoResponseStepId>;
export type SsoResponseVerdict = Verdict<SsoResponseStepId>;
