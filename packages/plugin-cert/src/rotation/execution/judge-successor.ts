import { evaluate, heldChain } from '@cert-health/core';
import type { Certificate, Holding, Inventory, RotationPlan, TrustStore } from '@cert-health/core';

/**
 * What would break if a new chain stood where the old one does: the checks that health makes, over the same org with only
 * the one chain exchanged, so that both say the same.
 *
 * @param trustStore The org's own list of roots; left out: it could not be read, and no check goes by it.
 * @returns One text for each critical finding on the new certificate; empty: none.
 */
export async function judgeSuccessor(
  inventory: Inventory,
  { certificate, source }: Pick<RotationPlan, 'certificate' | 'source'>,
  chain: readonly Certificate[],
  at: Date,
  trustStore?: TrustStore,
): Promise<string[]> {
  const leaf = heldChain(chain)?.leaf;
  const old = inventory.holdings.find((holding) => holding.name === certificate && holding.source === source);
  if (!leaf || !old) return [`${old ? 'The new chain' : certificate} cannot be judged: it was not found.`];
  const { source: sourceId, name, label, id, kind, path } = old;
  const fresh: Holding = {
    source: sourceId,
    name,
    label,
    ...(id === undefined ? {} : { id }),
    ...(path === undefined ? {} : { path }),
    kind,
    certificates: chain,
  };
  const holdings = inventory.holdings.map((holding) => (holding === old ? fresh : holding));
  const report = await evaluate(
    { ...inventory, holdings },
    {
      at,
      generatedAt: at,
      ...(trustStore ? { trustStore } : {}),
    },
  );
  return report.findings
    .filter((finding) => finding.severity === 'critical' && finding.certificate === leaf.fingerprint)
    .map(({ title, detail }) => `${title}: ${detail}`);
}
