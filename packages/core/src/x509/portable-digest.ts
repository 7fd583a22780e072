import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import type { Digest } from './digest-algorithm.ts';

/** Digests in JavaScript, for runtimes that have none that answers at once. Left out of the bundle for Node. */
export const portableDigest: Digest | undefined = (algorithm, bytes) => functions[algorithm](bytes);

const functions = { md5, sha1, sha256, sha384, sha512 } as const;
