import type { GivenChain } from '@cert-health/core';
import type { KeystoreChoice } from '../verify/certificates-of-keystore.ts';
import { readLeafFile } from '../verify/input-files.ts';
import { VerifyInputError } from '../verify/verify-error.ts';
import { NamedChainError } from './named-chain-error.ts';

/**
 * The certificate of a file with what stands beside it.
 *
 * @throws {NamedChainError} when the file holds no certificate, or several that may be the one in question
 */
export function chainOfFile(
  path: string,
  keystores: KeystoreChoice,
): GivenChain & { readonly notes: readonly string[] } {
  try {
    const { leaf, certificates, ordered, ignored } = readLeafFile(path, keystores);
    return { name: path.replaceAll('\\', '/'), leaf, certificates, ordered, notes: ignored };
  } catch (error) {
    if (!(error instanceof VerifyInputError)) throw error;
    throw new NamedChainError(
      error.message.replace(
        /; save that one in a file of its own, and give the others with --untrusted\./,
        '; save that one with its chain in a file of its own.',
      ),
    );
  }
}
