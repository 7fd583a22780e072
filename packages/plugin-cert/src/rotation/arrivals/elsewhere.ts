import type { PasswordSource } from '../../keystore/password-source.ts';
import { Transfers } from '../../network/transfers.ts';
import { notPublic } from '../../network/public-address.ts';
import { StepProblem } from '../execution/step-problem.ts';

/** What a rotation asks of others than the org and its authority. */
export interface Elsewhere {
  /**
   * What an https address gives.
   *
   * @throws {StepProblem} when nothing came.
   */
  fetch(address: string): Promise<Uint8Array>;
  /** Where the password of a keystore comes from. */
  passwords(path: string): PasswordSource;
}

/** Metadata of one provider is some kilobytes. */
const LARGEST = 4 * 1024 * 1024;
/** For an answer as a whole, in milliseconds. */
const PATIENCE = 30_000;

export interface ElsewhereOptions {
  /** Addresses of private networks and of this computer are called too. */
  readonly allowPrivate: boolean;
  readonly passwords: (path: string) => PasswordSource;
}

/** The network, and whoever knows passwords. */
export function elsewhereFrom({ allowPrivate, passwords }: ElsewhereOptions): Elsewhere {
  return {
    passwords,
    async fetch(address) {
      const transfers = new Transfers({ allowPrivate, size: LARGEST, patience: PATIENCE });
      try {
        const came = await transfers.fetch({ address, secure: true });
        if ('octets' in came) return came.octets;
        const remedy =
          came.problem === notPublic
            ? 'allow it with --allow-private, or save its metadata in a file and name that under from.'
            : 'put that right, or save its metadata in a file, name that under from and plan again.';
        throw new StepProblem(`${address} did not give its metadata (${came.problem}): ${remedy}`);
      } finally {
        await transfers.close();
      }
    },
  };
}
