import { readFileSync } from 'node:fs';
import { SettingsError } from './settings-error.ts';

/**
 * The text of a file that somebody named.
 *
 * @param what What it is, for the message: "The settings file".
 * @throws {SettingsError}
 */
export function readText(path: string, what: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why =
      code === 'ENOENT' ? 'does not exist; check the path' : `could not be read (${code ?? 'unknown reason'})`;
    throw new SettingsError(`${what} ${path} ${why}.`);
  }
}
