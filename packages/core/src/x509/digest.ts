import type { DigestAlgorithm } from './digest-algorithm.ts';
import { toHex } from './hex.ts';
import { portableDigest } from './portable-digest.ts';

/** The part of node:crypto that is used. Core imports no `node:` module, so it is described here. */
interface NodeHash {
  hash(algorithm: DigestAlgorithm, data: Uint8Array, encoding: 'buffer'): Uint8Array;
  hash(algorithm: DigestAlgorithm, data: Uint8Array, encoding: 'hex'): string;
}

const runtime = globalThis as { process?: { getBuiltinModule?: (id: string) => unknown } };
let native: NodeHash | null | undefined;

/** Asked for at first use: to load node:crypto takes longer than most of what is imported here. */
function nodeHash(): NodeHash | null {
  return (native ??= (runtime.process?.getBuiltinModule?.('node:crypto') as NodeHash | undefined) ?? null);
}

/**
 * A digest of octets: the runtime's own where it has a synchronous one (several times as fast, and most of what reading a
 * certificate costs otherwise), the same in JavaScript in browsers.
 */
export function digest(algorithm: DigestAlgorithm, bytes: Uint8Array): Uint8Array {
  const node = nodeHash();
  if (node) return new Uint8Array(node.hash(algorithm, bytes, 'buffer'));
  if (!portableDigest) throw new Error('This build of the core is for Node; take the one for browsers.');
  return portableDigest(algorithm, bytes);
}

/** SHA-256 in lower-case hex. */
export function sha256Hex(bytes: Uint8Array): string {
  return nodeHash()?.hash('sha256', bytes, 'hex') ?? toHex(digest('sha256', bytes));
}
