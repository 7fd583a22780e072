import { resolve } from 'node:path';
import { bytesOf } from '../../file/read-files.ts';
import type { PasswordSource } from '../../keystore/password-source.ts';
import { Transfers } from '../../network/transfers.ts';
import { notPublic } from '../../network/public-address.ts';
import { StepProblem } from '../execution/step-problem.ts';

/** What people give to a rotation beside the org: files that the settings name, addresses, passwords. */
export interface Given {
  /**
   * A file by its path, relative to the settings.
   *
   * @returns undefined: there is none.
   * @throws {StepProblem} for one that cannot be read.
   */
  read(path: string): Promise<Uint8Array | undefined>;
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

export interface GivenOptions {
  /** Absolute: where paths begin. */
  readonly base: string;
  /** Addresses of private networks and of this computer are called too. */
  readonly allowPrivate: boolean;
  readonly passwords: (path: string) => PasswordSource;
}

/** What lies on this computer and on the network. */
export function givenHere({ base, allowPrivate, passwords }: GivenOptions): Given {
  return {
    passwords,
    read(path) {
      const bytes = bytesOf(resolve(base, path));
      if (typeof bytes !== 'string') return Promise.resolve(bytes);
      if (/does not exist/.test(bytes)) return Promise.resolve(undefined);
      return Promise.reject(new StepProblem(`${path}: ${bytes}`));
    },
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
