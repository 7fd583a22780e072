import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from './hex.ts';

/** The part of node:crypto that is used. Core imports no `node:` module, so it is described here. */
interface NodeHash {
  hash(algorithm: 'sha256', data: Uint8Array, encoding: 'hex'): string;
}

const runtime = globalThis as { process?: { getBuiltinModule?: (id: string) => unknown } };
const native = runtime.process?.getBuiltinModule?.('node:crypto') as NodeHash | undefined;

/**
 * SHA-256 in lower-case hex: the runtime's own where it has a synchronous one (several times as fast, and most of what reading a
 * certificate costs otherwise), the same in JavaScript in browsers.
 */
export function sha256Hex(bytes: Uint8Array): string {
  return native === undefined ? toHex(sha256(bytes)) : native.hash('sha256', bytes, 'hex');
}
