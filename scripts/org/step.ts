/** A step of setting up an org: what it does, in words, and the sf command that does it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bin, node, run } from '../project.ts';

export interface Step {
  /** What it does, a clause: "Creates the scratch org". */
  readonly does: string;
  /** Arguments of sf, subcommand first. */
  readonly sf: readonly string[];
  /** Folder to run it in, relative to the repository. */
  readonly folder?: string;
  /** What to do when it fails, one sentence. */
  readonly onFailure: string;
  /** Whether the steps after it are taken all the same when it fails. */
  readonly mayFail?: boolean;
}

/** Runs sf with these arguments in that folder; rejects when it fails. */
export type Sf = (args: readonly string[], folder: string) => Promise<void>;

/** The pinned sf with this repository's plugin, which `npm run build` links. */
export const pinnedSf: Sf = (args, folder) => run(node, [bin('sf'), ...args], { cwd: folder });

const plain = /^[\w@%+=:,./-]+$/;

/** The command as a person would type it in a POSIX shell. */
export function commandLine({ sf, folder }: Pick<Step, 'sf' | 'folder'>): string {
  const words = ['sf', ...sf].map((word) => (plain.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`));
  return folder === undefined ? words.join(' ') : `(cd ${folder} && ${words.join(' ')})`;
}

/**
 * Says what each step does and does it, or with `print` only shows its command.
 *
 * @throws {Error} before the first step when a folder is missing, else with the sentence of the first step that fails and may
 *   not; none after it is begun
 */
export async function runSteps(
  steps: readonly Step[],
  { print, root, sf, say }: { print: boolean; root: string; sf: Sf; say: (line: string) => void },
): Promise<void> {
  const missing = steps.find(({ folder }) => folder !== undefined && !existsSync(join(root, folder)));
  if (missing && !print) throw new Error(`${missing.folder} is missing. Run "npm run build" first.`);
  for (const [index, step] of steps.entries()) {
    say(`${index + 1}/${steps.length} ${step.does}${print ? '' : ' …'}`);
    if (print) {
      say(`    ${commandLine(step)}`);
      continue;
    }
    try {
      await sf(step.sf, join(root, step.folder ?? ''));
    } catch {
      if (!step.mayFail) throw new Error(`Step ${index + 1} failed. ${step.onFailure}`);
      say(`    It failed, and the rest goes on without it. ${step.onFailure}`);
    }
  }
}
