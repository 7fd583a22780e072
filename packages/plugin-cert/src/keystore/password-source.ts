/** Where the password of one keystore comes from. */
export interface PasswordSource {
  /** The password that was given. It must fit: no other is tried in its place. */
  readonly given?: string | undefined;
  /** Asks a person; undefined: there is nobody to ask. */
  readonly ask?: (() => Promise<string>) | undefined;
}
