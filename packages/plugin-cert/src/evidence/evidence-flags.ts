import type { KeyObject } from 'node:crypto';
import { SfError } from '@salesforce/core';
import { Flags } from '@salesforce/sf-plugins-core';

const usage = (message: string): SfError => new SfError(message, 'UsageError', [], 2);

/** `--evidence`: refused before the scan when it could not be written. */
export const evidenceFlag = Flags.custom<string>({
  parse: async (path) => {
    const { evidenceFileProblem } = await import('./write-evidence.ts');
    const problem = evidenceFileProblem(path);
    if (problem !== undefined) throw usage(problem);
    return path;
  },
});

/** `--evidence-key`: refused before the scan when nothing could be signed with it. */
export const evidenceKeyFlag = Flags.custom<KeyObject>({
  parse: async (path) => {
    const { readSigningKey } = await import('./signing.ts');
    const { EvidenceError } = await import('./evidence-error.ts');
    try {
      return readSigningKey(path);
    } catch (error) {
      throw error instanceof EvidenceError ? usage(error.message) : error;
    }
  },
});
