import { dirname, resolve } from 'node:path';
import { SfError } from '@salesforce/core';
import { defaultRotation } from '@cert-health/core';
import type { RotationEntry, RotationSettings } from '@cert-health/core';
import type { AuthoritySettings } from '../settings/authorities-shape.ts';
import { findSettings } from '../settings/find-settings.ts';
import { readSettingsFile } from '../settings/read-settings.ts';
import type { WrittenEntry } from '../settings/rotation-entries-shape.ts';
import { SettingsError } from '../settings/settings-error.ts';

/** What the settings say of rotation, and where paths in them begin. */
export interface RotationOfFile {
  readonly rotation: RotationSettings;
  /** Who signs, by their names in the settings. */
  readonly authorities: ReadonlyMap<string, AuthoritySettings>;
  /** The settings file; undefined: there is none. */
  readonly file?: string;
  /** Absolute: of the settings file, else the working directory. */
  readonly base: string;
  /** Absolute: where plans and journals are kept. */
  readonly folder: string;
}

/**
 * The file is the one that is named, else the nearest one above the first folder to look at, else above the working
 * directory.
 *
 * @throws {SfError} with exit code 2 for a file that cannot be used.
 */
export function rotationOfFlags(flags: {
  readonly config?: string | undefined;
  readonly 'source-dir'?: readonly string[] | undefined;
}): RotationOfFile {
  const file = flags.config ?? findSettings(flags['source-dir']?.[0] ?? '.');
  const { rotation, authorities } =
    file === undefined
      ? { rotation: defaultRotation, authorities: new Map<string, AuthoritySettings>() }
      : rotationIn(file);
  const base = file === undefined ? resolve('.') : dirname(resolve(file));
  return {
    rotation,
    authorities,
    ...(file === undefined ? {} : { file }),
    base,
    folder: resolve(base, rotation.folder),
  };
}

function rotationIn(file: string): Pick<RotationOfFile, 'rotation' | 'authorities'> {
  try {
    const { rotation = {} } = readSettingsFile(file, new Date());
    const { certificates = [], production = defaultRotation.production, folder = defaultRotation.folder } = rotation;
    const { authorities = new Map<string, AuthoritySettings>() } = rotation;
    return { rotation: { certificates: certificates.map(entryOf), production, folder }, authorities };
  } catch (error) {
    throw error instanceof SettingsError ? new SfError(error.message, error.name, [], 2) : error;
  }
}

function entryOf({ 'hold-before': holdBefore, 'key-folder': keyFolder, ...entry }: WrittenEntry): RotationEntry {
  return {
    ...entry,
    ...(holdBefore === undefined ? {} : { holdBefore }),
    ...(keyFolder === undefined ? {} : { keyFolder }),
  };
}
