/** Judging a thousand certificates with their chains, beside what node:crypto alone takes for their signatures. */
import { createPublicKey, verify } from 'node:crypto';
import { evaluate, parseCertificate } from '@cert-health/core';
import type { Certificate, Inventory } from '@cert-health/core';
import { issue } from '../test/fixtures/certificates.ts';
import { emptyInventory, held } from '../test/fixtures/inventories.ts';

const COUNT = 1000;
const RUNS = 5;

async function cpuOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function verifyAlone(certificates: readonly Certificate[], issuer: Certificate): void {
  const key = createPublicKey({ key: Buffer.from(issuer.publicKey.spki), format: 'der', type: 'spki' });
  for (const { tbs, signature } of certificates)
    if (!verify('sha256', tbs, key, signature)) throw new Error('A signature that must be right is not.');
}

export async function measure() {
  const root = await issue({ subject: 'CN=Root', ca: true, key: 'RSA-2048', notAfter: '2046-01-01T00:00:00Z' });
  const ca = await issue({
    subject: 'CN=CA',
    ca: true,
    key: 'RSA-2048',
    issuer: root,
    notAfter: '2040-01-01T00:00:00Z',
  });
  const pems = await Promise.all(
    Array.from({ length: COUNT }, (_, number) =>
      issue({ subject: `CN=Client ${number}`, issuer: ca, key: 'RSA-2048', keyName: 'client' }).then(({ pem }) => pem),
    ),
  );
  const at = new Date('2026-12-01T00:00:00Z');
  const inventory = (): Inventory => ({
    ...emptyInventory,
    holdings: pems.map((pem, number) =>
      held([parseCertificate(pem), parseCertificate(ca.pem), parseCertificate(root.pem)], { name: `C_${number}` }),
    ),
  });
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let run = 0; run <= RUNS; run += 1) {
    // Read anew each time: what is known of a certificate is kept with it.
    const read = inventory();
    const leaves = read.holdings.flatMap(({ certificates: [leaf] }) => leaf ?? []);
    ours.push(await cpuOf(() => evaluate(read, { at, generatedAt: at })));
    theirs.push(await cpuOf(() => verifyAlone(leaves, parseCertificate(ca.pem))));
  }
  // The first run compiles the code.
  const median = (values: readonly number[]): number => values.slice(1).sort((a, b) => a - b)[RUNS >> 1] ?? Number.NaN;
  const [value, alone] = [median(ours), median(theirs)];
  return [
    {
      name: `${COUNT.toLocaleString('en-US')} certificates judged with their chains, CPU`,
      value,
      unit: 'ms',
      baseline: { name: 'their signatures by node:crypto alone', value: alone },
      target: 'at most 12 times the baseline',
      reached: value <= 12 * alone,
    },
  ];
}
