/** A mistake in a settings file. */
export interface SettingsProblem {
  /** Counted from 1, as editors do. */
  readonly line: number;
  readonly column: number;
  /** One sentence that says what to write instead. */
  readonly message: string;
}

/** Raised for a settings file or baseline that cannot be used; the message is for people, one line for each mistake. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** `cert-health.yml:12:5: …`, the form that terminals and editors turn into a link. */
export function problemLine(path: string, { line, column, message }: SettingsProblem): string {
  return `${path}:${line}:${column}: ${message}`;
}
