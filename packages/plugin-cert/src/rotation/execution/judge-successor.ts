import { evaluate, heldChain } from '@cert-health/core';
import type { Certificate, Holding, Inventory, RotationPlan, StepEvidence } from '@cert-health/core';
import { StepProblem } from './step-problem.ts';
import type { Work } from './work.ts';

/**
 * What would break if a new chain stood where the old one does: the checks that health makes, over the same org with only
 * the one chain exchanged, so that both say the same.
 *
 * @returns One text for each critical finding on the new certificate; empty: none.
 */
export async function judgeSuccessor(
  inventory: Inventory,
  { certificate, source }: Pick<RotationPlan, 'certificate' | 'source'>,
  chain: readonly Certificate[],
  at: Date,
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
  const report = await evaluate({ ...inventory, holdings }, { at, generatedAt: at });
  return report.findings
    .filter((finding) => finding.severity === 'critical' && finding.certificate === leaf.fingerprint)
    .map(({ title, detail }) => `${title}: ${detail}`);
}

/** The step `judge`: refuses a chain that would break a use. */
export async function judgedForUses(
  { stored, inventory, now }: Work,
  chain: readonly Certificate[],
): Promise<{ readonly done: StepEvidence }> {
  const refused = await judgeSuccessor(await inventory(), stored.plan, chain, now());
  if (refused.length === 0) return { done: { refused } };
  throw new StepProblem(`The new chain would break a use, and was not used. ${refused.join(' ')}`);
}
