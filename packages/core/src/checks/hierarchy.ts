import type { HeldChain } from '../inventory/index.ts';
import type { Hierarchy } from '../trust/index.ts';
import { classifyHierarchy } from '../trust/index.ts';
import type { Certificate } from '../x509/model.ts';

const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';

/** Several checks ask the same of the same chain; classifying hashes every key on the way up. */
const known = new WeakMap<HeldChain, Hierarchy>();

/** Which kind of hierarchy what is held belongs to (see `classifyHierarchy`). */
export function hierarchyOf(chain: HeldChain): Hierarchy {
  const hierarchy = known.get(chain) ?? classifyHierarchy(chain.leaf, [...chain.path.slice(1), ...chain.strays]);
  known.set(chain, hierarchy);
  return hierarchy;
}

/** Which ends of TLS a certificate says it is for; undefined: it says nothing, so it may be used for anything. */
export function purposesOf({ extensions }: Certificate): { server: boolean; client: boolean } | undefined {
  const stated = extensions.extendedKeyUsage;
  return stated && { server: stated.includes(SERVER_AUTH), client: stated.includes(CLIENT_AUTH) };
}

/** Whether a TLS server may use it. Without extended key usage a certificate is for anything, so its names decide. */
export function mayBeServer(certificate: Certificate): boolean {
  const { basicConstraints, subjectAltName } = certificate.extensions;
  const named = subjectAltName?.some(({ type }) => type === 'dns' || type === 'ip') ?? false;
  return !basicConstraints?.ca && (purposesOf(certificate)?.server ?? named);
}

/** Whether the rules of the public Web apply to a held certificate: it is for servers, and public or claims to be. */
export function isPublicTls(chain: HeldChain): boolean {
  if (!mayBeServer(chain.leaf)) return false;
  const { kind } = hierarchyOf(chain);
  return kind === 'public' || kind === 'claims-public';
}

/** Whose minimums for keys and signatures apply (see `judgeKey`, `judgeSignature`). */
export function audienceOf(chain: HeldChain): 'public-tls' | 'any' {
  return isPublicTls(chain) ? 'public-tls' : 'any';
}
