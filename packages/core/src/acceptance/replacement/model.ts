import type { UseId } from '../../findings/index.ts';
import type { ReferenceKind, ResolvedReference } from '../../uses/index.ts';

/** In what a certificate or its chain may differ from the one that it replaces. */
export type ReplacementSubject =
  | 'certificate'
  | 'root'
  | 'chain'
  | 'purposes'
  | 'key'
  | 'names'
  | 'subject'
  | 'issuer'
  | 'dates'
  | 'lifetime'
  | 'signature'
  | 'revocation'
  | 'serial';

/**
 * What a replacement comes to. `tell-first`: it works once somebody has done something before the switch. `unknown`: something
 * that decides could not be seen, or only somebody else can tell; never to be read as "unchanged".
 */
export type ReplacementOutcome = 'unchanged' | 'tell-first' | 'unknown' | 'breaks';

/** Whose move it is. */
export type ReplacementActor =
  'own-admin' | 'partner' | 'server-operator' | 'client-operator' | 'callers' | 'certificate-authority';

/** Somebody who has to act, with a name by which to find them. */
export interface WhoActs {
  readonly role: ReplacementActor;
  /** `whoever runs api.partner.example`. */
  readonly name: string;
}

/** A certificate that somebody must be given. */
export interface HandedOver {
  readonly what: 'certificate' | 'intermediate' | 'root';
  readonly subject: string;
  /** SHA-256 of the certificate, lower-case hex; null: it is named, and not at hand. */
  readonly fingerprint: string | null;
}

/** One thing that the replacement means in one place. */
export interface ReplacementReason {
  readonly subject: ReplacementSubject;
  readonly outcome: ReplacementOutcome;
  /** Why, one or two sentences. */
  readonly why: string;
  /** Who has to act; null: nobody. */
  readonly who: WhoActs | null;
  /** What they have to do, one or two sentences. */
  readonly what: string | null;
  /** What they must be given. */
  readonly give: readonly HandedOver[];
  /** Document and section. */
  readonly rule: string;
}

/** A difference between two chains, and to whom it matters. */
export interface ReplacementChange {
  readonly subject: ReplacementSubject;
  /** What people call the subject. */
  readonly title: string;
  readonly old: string;
  readonly new: string;
  /** One or two sentences. */
  readonly matters: string;
}

/** Where the old certificate is used, or could be. */
export interface ReplacedPlace {
  /** Null: what it is for there cannot be told. */
  readonly use: UseId | null;
  /** Null: nothing that refers to it is known; it is a use that it could have. */
  readonly reference: ResolvedReference['reference'] | null;
  /**
   * How the reference was found to mean it: `certificate` it names or carries it, `server` it calls the server that was looked at,
   * `name` it calls a server whose name the certificate carries, `pin` it holds a hash or name for the same use, maybe of this one.
   */
  readonly how: 'certificate' | 'server' | 'name' | 'pin' | null;
  /** How configuration relates to it; null without a reference. */
  readonly kind: ReferenceKind | null;
  /** "Named credentials, client certificate". */
  readonly label: string;
  /** Way through Setup. */
  readonly setup: string | null;
  /** What stops when it is no longer accepted, a clause. */
  readonly stops: string;
  /** The host that is called, or that it is served for. */
  readonly host: string | null;
  /** Of none of the eight uses: what for instead, one sentence. */
  readonly otherwise: string | null;
  /** What refers is switched off. */
  readonly idle: boolean;
}

/** What the replacement means in one place. The worst of its reasons speaks for all. */
export interface JudgedPlace extends ReplacedPlace {
  readonly outcome: ReplacementOutcome;
  readonly who: WhoActs | null;
  readonly what: string | null;
  readonly why: string;
  readonly rule: string;
  /** Day by which it must be done (ISO), which is when the old one ends; null: at once, or nothing to do. */
  readonly before: string | null;
  readonly reasons: readonly ReplacementReason[];
}

/** Which of two outcomes is worse, worst first. */
export const outcomesByWeight: readonly ReplacementOutcome[] = ['breaks', 'unknown', 'tell-first', 'unchanged'];
