import type { RuleSource } from '../../findings/index.ts';
import { citationOf } from '../../findings/wording.ts';

/** Why Salesforce would refuse a server, may refuse it, or what else there is to know. Stable. */
export type ServerReasonCode =
  | 'chain-incomplete'
  | 'chain-order'
  | 'chain-interrupted'
  | 'root-not-listed'
  | 'root-list-unknown'
  | 'root-not-proven'
  | 'self-signed'
  | 'signature-invalid'
  | 'signature-unverifiable'
  | 'expired'
  | 'not-yet-valid'
  | 'name-mismatch'
  | 'weak-key'
  | 'key-type-unknown'
  | 'weak-signature'
  | 'purpose-missing'
  | 'certificate-unreadable'
  | 'certificate-not-allowed'
  | 'protocol-too-old'
  | 'revoked'
  | 'revocation-unknown'
  | 'client-certificate-required'
  | 'client-certificate-refused'
  | 'api-refused'
  | 'api-unknown'
  | 'alternative-unknown'
  | 'handshake-failed'
  | 'not-reached';

/** `refused`: Salesforce does not accept the server. `unknown`: that cannot be told. `none`: it is told, and decides nothing. */
export type Consequence = 'refused' | 'unknown' | 'none';

/** Who has to do what the remedy says. */
export type Actor = 'server-operator' | 'caller';

export interface ServerReason {
  readonly code: ServerReasonCode;
  /** A sentence about what is so. */
  readonly message: string;
  /** Document and section. */
  readonly rule: string;
  /** What to do, a sentence that can be forwarded. */
  readonly remedy: string;
  readonly who: Actor;
  readonly consequence: Consequence;
  /** SHA-256 fingerprint of the certificate that it is about. */
  readonly certificate?: string;
  /** Of two chains the one that it is about; left out: the one that is sent unless asked otherwise. */
  readonly chain?: 'alternative';
}

type Told = Omit<ServerReason, 'rule' | 'who' | 'consequence'> & {
  readonly rule: RuleSource | string;
  readonly who?: Actor;
};

const make = ({ rule, who = 'server-operator', ...told }: Told, consequence: Consequence): ServerReason => ({
  ...told,
  rule: typeof rule === 'string' ? rule : citationOf(rule),
  who,
  consequence,
});

export const refused = (told: Told): ServerReason => make(told, 'refused');
export const unknown = (told: Told): ServerReason => make(told, 'unknown');
export const noted = (told: Told): ServerReason => make(told, 'none');
