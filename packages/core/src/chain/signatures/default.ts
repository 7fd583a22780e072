import { nodeCrypto, nodeSignatures } from './node.ts';
import type { SignatureVerifier } from './port.ts';
import { webSignatures } from './web.ts';

let verifier: SignatureVerifier | undefined;

/** node:crypto where the runtime has it (tens of times faster), WebCrypto elsewhere, else one that can verify nothing. */
export function defaultSignatures(): SignatureVerifier {
  if (verifier === undefined) {
    const node = nodeCrypto();
    const subtle = (globalThis as { crypto?: { subtle?: SubtleCrypto } }).crypto?.subtle;
    if (node !== undefined) verifier = nodeSignatures(node);
    else if (subtle !== undefined) verifier = webSignatures(subtle);
    else verifier = { name: 'none', verify: () => 'unsupported' };
  }
  return verifier;
}
