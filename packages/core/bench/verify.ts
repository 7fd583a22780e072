import { createPublicKey, verify as verifySignature } from 'node:crypto';
import {
  type Certificate,
  checkRevocation,
  createPathVerifier,
  parseCertificate,
  parseCertificates,
  parseCrl,
  verifyCertificatePath,
} from '@cert-health/core';
import { make, makeIntermediate, makeLeaf, makeRoot, TODAY, type Made } from '../test/chain/made/certificate.ts';
import { makeLongCrl } from '../test/chain/made/crl.ts';
import { makeKey, type KeyKind } from '../test/chain/made/key.ts';

export interface VerifyBench {
  /** One leaf, one intermediate, one root, all parsed: time over the two bare node:crypto verifications that it needs. */
  readonly pathOverBareSignatures: { readonly rsa: number; readonly ecdsa: number };
  readonly microsecondsPerPath: { readonly rsa: number; readonly ecdsa: number };
  /** Distinct leaves as DER, parsed and verified with paths and signatures by one verifier. */
  readonly leaves: number;
  readonly leavesSeconds: number;
  /** Reading a CRL of 14,102 entries, and one look-up in it with its signature, in milliseconds. */
  readonly crlParseMilliseconds: number;
  readonly crlLookupMilliseconds: number;
}

/** The figures with their targets, as `npm run bench` prints them. */
export async function measure() {
  const bench = await benchVerify();
  const { rsa, ecdsa } = bench.pathOverBareSignatures;
  const figure = (name: string, value: number, unit: string, target: number) => ({
    name,
    value,
    unit,
    target: `≤ ${target} ${unit}`,
    reached: value <= target,
  });
  return [
    figure('one path over its two bare RSA-2048 verifications (node:crypto)', rsa, 'times', 1.3),
    figure('one path over its two bare P-256 verifications (node:crypto)', ecdsa, 'times', 1.3),
    figure(`${bench.leaves} leaves parsed and verified with path and signatures`, bench.leavesSeconds, 's', 5),
    figure('one look-up in a CRL of 14,102 entries, read and verified', bench.crlLookupMilliseconds, 'ms', 100),
  ];
}

/** Measures path validation against bare signature verification in the same run. */
export async function benchVerify({ leaves = 10_000, rounds = 10_000 } = {}): Promise<VerifyBench> {
  const rsa = await pathCost('RSA', rounds);
  const ecdsa = await pathCost('P-256', rounds);
  return {
    pathOverBareSignatures: { rsa: rsa.ratio, ecdsa: ecdsa.ratio },
    microsecondsPerPath: { rsa: rsa.microseconds, ecdsa: ecdsa.microseconds },
    leaves,
    leavesSeconds: await manyLeaves(leaves),
    ...(await crlCost()),
  };
}

async function pathCost(keyKind: KeyKind, rounds: number): Promise<{ ratio: number; microseconds: number }> {
  const root = makeRoot({ keyKind });
  const intermediate = makeIntermediate(root, { keyKind });
  const leaf = makeLeaf(intermediate, { keyKind });
  const path = [leaf, intermediate, root].map(({ parsed }) => parsed) as [Certificate, Certificate, Certificate];
  const request = {
    leaf: path[0],
    intermediates: [path[1]],
    trustAnchors: [path[2]],
    at: TODAY,
    purpose: 'serverAuth',
    serverName: 'shop.example',
  } as const;
  const keys = [intermediate, root].map(({ key }) => createPublicKey(key.privateKey));
  const bare = (): boolean => keys.every((key, i) => verifySignature('sha256', path[i]!.tbs, key, path[i]!.signature));
  const whole = async (): Promise<boolean> => (await verifyCertificatePath(request)).trusted;
  // Many short turns of each in alternation, of which the best counts: shorter than a time slice, so that other work on the
  // machine does not fall into it.
  let bareBest = Infinity;
  let wholeBest = Infinity;
  for (let i = 0; i < rounds / TURN; i++) {
    bareBest = Math.min(bareBest, await timed(bare));
    wholeBest = Math.min(wholeBest, await timed(whole));
  }
  return { ratio: wholeBest / bareBest, microseconds: (wholeBest / TURN) * 1000 };
}

const TURN = 25;

/** Milliseconds of one turn. */
async function timed(run: () => boolean | Promise<boolean>): Promise<number> {
  const started = performance.now();
  for (let i = 0; i < TURN; i++) {
    const done = run();
    if (!(typeof done === 'boolean' ? done : await done)) throw new Error('the benchmark verifies nothing');
  }
  return performance.now() - started;
}

async function manyLeaves(count: number): Promise<number> {
  const root = makeRoot();
  const intermediate = makeIntermediate(root);
  const key = makeKey();
  const leaves: Uint8Array[] = [];
  for (let i = 0; i < count; i++) leaves.push(leafOf(intermediate, key, i).der);
  const verifier = createPathVerifier({
    intermediates: [intermediate.der],
    trustAnchors: [root.der],
    at: TODAY,
    purpose: 'serverAuth',
  });
  const started = performance.now();
  for (const [i, leaf] of leaves.entries()) {
    if (!(await verifier.verify(parseCertificate(leaf), `host${i}.example`)).trusted)
      throw new Error(`leaf ${i} is not trusted`);
  }
  return (performance.now() - started) / 1000;
}

const leafOf = (issuer: Made, key: Made['key'], i: number): Made =>
  make({ subject: `host${i}.example`, names: [`dns:host${i}.example`], purposes: ['serverAuth'], issuer, key });

async function crlCost(): Promise<Pick<VerifyBench, 'crlParseMilliseconds' | 'crlLookupMilliseconds'>> {
  const root = makeRoot();
  const leaf = makeLeaf(root);
  const der = makeLongCrl(root, 14_102);
  const [certificate, issuer] = parseCertificates(leaf.pem + root.pem) as [Certificate, Certificate];
  let crlParseMilliseconds = Infinity;
  let crlLookupMilliseconds = Infinity;
  for (let i = 0; i < 10; i++) {
    const started = performance.now();
    parseCrl(der);
    const parsed = performance.now();
    const { status } = await checkRevocation({ certificate, issuer, crl: der, at: TODAY });
    if (status !== 'good') throw new Error(`status ${status}`);
    crlParseMilliseconds = Math.min(crlParseMilliseconds, parsed - started);
    crlLookupMilliseconds = Math.min(crlLookupMilliseconds, performance.now() - parsed);
  }
  return { crlParseMilliseconds, crlLookupMilliseconds };
}
