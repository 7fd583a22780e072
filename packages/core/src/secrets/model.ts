/** What a secret key is kept as. */
export type KeyForm =
  | 'private-key'
  | 'openssh-key'
  | 'putty-key'
  | 'pgp-key'
  | 'json-web-key'
  | 'xml-key'
  | 'pkcs12'
  | 'jks'
  | 'jceks'
  | 'bks'
  | 'uber'
  | 'bcfks';

/** What keeps a finder from using it. `unknown`: what was found of it does not tell. */
export type KeyProtection = 'none' | 'password' | 'unknown';

/** A secret key that was found. Of the key itself nothing is kept. */
export interface FoundKey {
  readonly form: KeyForm;
  readonly protection: KeyProtection;
  /**
   * `certain`: its structure was read to the end. `likely`: it begins as one and goes on for long, but is damaged or cut off.
   * `trace`: too little to be of use to anybody, as in an example or a message that was cut; not to be repeated all the same.
   */
  readonly certainty: 'certain' | 'likely' | 'trace';
}

/** Where in a text a key stands. */
export interface KeySpan extends FoundKey {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

const words: Readonly<Record<KeyForm, string>> = {
  'private-key': 'private key',
  'openssh-key': 'private key (OpenSSH)',
  'putty-key': 'private key (PuTTY)',
  'pgp-key': 'private key (PGP)',
  'json-web-key': 'private key (JSON Web Key)',
  'xml-key': 'private key (XML)',
  pkcs12: 'keystore (PKCS#12)',
  jks: 'keystore (Java, JKS)',
  jceks: 'keystore (Java, JCEKS)',
  bks: 'keystore (Bouncy Castle, BKS)',
  uber: 'keystore (Bouncy Castle, UBER)',
  bcfks: 'keystore (Bouncy Castle, BCFKS)',
};

/** What people call it, without article: "private key", "keystore (PKCS#12)". */
export function keyWords(form: KeyForm): string {
  return words[form];
}

/** Octets or base64 digits from which on something that only begins like a key is one: more than any header says. */
const SUBSTANTIAL = { octets: 75, digits: 100 } as const;

/** How sure it is that something is a key that only begins like one. */
export function certaintyOfPart(length: { readonly octets: number } | { readonly digits: number }): 'likely' | 'trace' {
  const enough = 'octets' in length ? length.octets >= SUBSTANTIAL.octets : length.digits >= SUBSTANTIAL.digits;
  return enough ? 'likely' : 'trace';
}
