/** What is still there of a run that has ended: processes that it started, by a mark in their environment. */
import { readdirSync, readFileSync } from 'node:fs';

/** A variable that every process of a run inherits, detached ones too. */
export const runMark = 'CERT_HEALTH_RUN';

export interface LeftProcess {
  readonly pid: number;
  readonly command: string;
}

/**
 * Processes that carry the mark of a run, but for this one.
 *
 * @param mark The value of `runMark` that they were started with.
 * @returns undefined where the system does not show the environment of processes (only Linux does, in /proc).
 */
export function processesOf(mark: string): LeftProcess[] | undefined {
  let entries: string[];
  try {
    entries = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry));
  } catch {
    return undefined;
  }
  return entries.flatMap((entry): LeftProcess[] => {
    const pid = Number(entry);
    if (pid === process.pid) return [];
    try {
      const environment = readFileSync(`/proc/${entry}/environ`, 'utf8').split('\0');
      if (!environment.includes(`${runMark}=${mark}`)) return [];
      const command = readFileSync(`/proc/${entry}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
      return [{ pid, command }];
    } catch {
      // It ended meanwhile, or belongs to somebody else.
      return [];
    }
  });
}
