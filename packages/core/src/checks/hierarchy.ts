import type { HeldChain } from '../inventory/index.ts';
import type { Hierarchy } from '../trust/index.ts';
import { classifyHierarchy } from '../trust/index.ts';

const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';

/** Several checks ask the same of the same chain; classifying hashes every key on the way up. */
const known = new WeakMap<HeldChain, Hierarchy>();

/** Which kind of hierarchy what is held belongs to (see `classifyHierarchy`). */
export function hierarchyOf(chain: HeldChain): Hierarchy {
  const hierarchy = known.get(chain) ?? classifyHierarchy(chain.leaf, [...chain.path.slice(1), ...chain.strays]);
  known.set(chain, hierarchy);
  return hierarchy;
}

/**
 * Whether the rules of the public Web apply to a held certificate: it ends in a public root or claims to, is no CA, and
 * a TLS server may use it. Without extended key usage a certificate may be used for anything, so its names decide.
 */
export function isPublicTls(chain: HeldChain): boolean {
  const { basicConstraints, extendedKeyUsage, subjectAltName } = chain.leaf.extensions;
  const forServers =
    extendedKeyUsage?.includes(SERVER_AUTH) ?? subjectAltName?.some(({ type }) => type === 'dns' || type === 'ip');
  if (basicConstraints?.ca || !forServers) return false;
  const { kind } = hierarchyOf(chain);
  return kind === 'public' || kind === 'claims-public';
}

/** Whose minimums for keys and signatures apply (see `judgeKey`, `judgeSignature`). */
export function audienceOf(chain: HeldChain): 'public-tls' | 'any' {
  return isPublicTls(chain) ? 'public-tls' : 'any';
}
