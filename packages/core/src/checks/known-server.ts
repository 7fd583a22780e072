/** What was found out about a server that was looked at before the judgment: a check calls nobody. */
export interface KnownServer {
  /** `host:port`. */
  readonly target: string;
  /** Whether Salesforce, as the caller, accepts it; null where that cannot be told. */
  readonly accepted: boolean | null;
  /** The one that was shown, by its fingerprint, and whether it was taken. */
  readonly clientCertificate: { readonly offered: string | null; readonly accepted: boolean | null };
  /** The chain for the other kind of key, where the server has two. */
  readonly alternative?: { readonly keyType: string };
  readonly reasons: readonly KnownReason[];
}

/** Why Salesforce refuses a server, may refuse it, or what else there is to know. */
export interface KnownReason {
  readonly code: string;
  /** A sentence about what is so. */
  readonly message: string;
  /** Document and section. */
  readonly rule: string;
  readonly remedy: string;
  readonly who: string;
  readonly consequence: 'refused' | 'unknown' | 'none';
  readonly certificate?: string;
  readonly chain?: 'alternative';
}

/** What is the matter, behind "Salesforce does not accept HOST:"; and which check says the same of any certificate. */
interface Words {
  readonly clause: string;
  readonly check?: string;
}

const words: Readonly<Record<string, Words>> = {
  'chain-incomplete': { clause: 'its chain is not complete' },
  'chain-order': { clause: 'its chain is in the wrong order' },
  'root-not-listed': { clause: 'its root is not on the list', check: 'root-not-in-org-list' },
  'self-signed': { clause: 'its certificate is self-signed', check: 'self-signed-server-outbound' },
  'signature-invalid': { clause: 'a signature in its chain is wrong', check: 'chain-not-genuine' },
  expired: { clause: 'a certificate of its chain has expired', check: 'expired' },
  'not-yet-valid': { clause: 'a certificate of its chain is not valid yet', check: 'not-yet-valid' },
  'name-mismatch': { clause: 'its certificate is for other names' },
  'weak-key': { clause: 'a key in its chain is too weak', check: 'weak-key' },
  'weak-signature': { clause: 'a signature in its chain is too weak', check: 'weak-signature' },
  'purpose-missing': { clause: 'its certificate is not for servers', check: 'server-auth-missing' },
  'protocol-too-old': { clause: 'its version of TLS is too old' },
  revoked: { clause: 'its certificate was revoked', check: 'revoked' },
};

const otherwise: Words = { clause: 'a certificate of its chain breaks a rule' };

export function wordsFor({ code }: Pick<KnownReason, 'code'>): Words {
  return words[code] ?? otherwise;
}

/** Whether a check says of any certificate what is also a reason why Salesforce does not accept a server. */
export function isReasonToo(id: string): boolean {
  return Object.values(words).some(({ check }) => check === id);
}
