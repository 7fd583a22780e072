import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { SfError } from '@salesforce/core';
import type { Decisions, FileSum } from '@cert-health/core';
import { conflictWords } from '../options/thresholds.ts';
import type { Threshold } from '../options/thresholds.ts';

/** Flags by which people decide, as they were parsed. */
export interface DecisionFlags {
  readonly 'as-of'?: Date | undefined;
  readonly config?: string | undefined;
  readonly baseline?: string | undefined;
  readonly 'source-dir'?: readonly string[] | undefined;
  readonly 'warn-at'?: Threshold | undefined;
  readonly 'critical-at'?: Threshold | undefined;
}

/** What people decided, and the settings file that says so, as people would name it. */
export interface DecisionsOfScan extends Decisions {
  readonly settingsFile?: FileSum;
}

/**
 * What was decided for a scan: flags before the settings file, the settings file before the defaults. The file is the one
 * that is named, else the nearest one above the first folder to look at, else above the working directory.
 *
 * @throws {SfError} with exit code 2 for a file that cannot be used.
 */
export async function decisionsOfFlags(flags: DecisionFlags): Promise<DecisionsOfScan> {
  const { applyThresholds } = await import('./apply-thresholds.ts');
  const { findSettings } = await import('../settings/find-settings.ts');
  const { SettingsError } = await import('../settings/settings-error.ts');
  const path = flags.config ?? findSettings(flags['source-dir']?.[0] ?? '.');
  try {
    const now = new Date();
    const asOf = flags['as-of'] ?? now;
    // Whoever looks ahead looks at decisions of then.
    const today = asOf > now ? asOf : now;
    const { settings: given, waivers } = path === undefined ? await noDecisions() : await decisionsIn(path, today);
    const { baseline } = flags;
    const settings = applyThresholds(given, { warnAt: flags['warn-at'], criticalAt: flags['critical-at'] });
    const { conflictingLevels } = await import('@cert-health/core');
    const [conflict] = conflictingLevels(settings);
    if (conflict) throw new SettingsError(`${conflictWords(conflict)}; give --warn-at and --critical-at that agree.`);
    return {
      settings,
      ...(waivers ? { waivers } : {}),
      ...(path === undefined ? {} : { settingsFile: sumOf(path) }),
      ...(baseline === undefined ? {} : { baseline: await formerReport(baseline) }),
    };
  } catch (error) {
    throw error instanceof SettingsError ? new SfError(error.message, error.name, [], 2) : error;
  }
}

async function noDecisions(): Promise<Decisions> {
  const { defaultSettings } = await import('@cert-health/core');
  return { settings: defaultSettings };
}

/** The YAML reader is loaded only where there is a file. */
async function decisionsIn(path: string, today: Date): Promise<Decisions> {
  const { readSettingsFile } = await import('../settings/read-settings.ts');
  return readSettingsFile(shown(path), today);
}

async function formerReport(path: string): Promise<NonNullable<Decisions['baseline']>> {
  const { readBaseline } = await import('../settings/read-baseline.ts');
  return readBaseline(path);
}

/** The octets of the file: `sha256sum` says the same of it. */
function sumOf(path: string): FileSum {
  return { path: shown(path), sha256: createHash('sha256').update(readFileSync(path)).digest('hex') };
}

/** As seen from the working directory, with forward slashes. */
function shown(path: string): string {
  return (relative('.', path) || path).replaceAll('\\', '/');
}
