import { buildUseMap, heldChain, isSelfSigned, rootStanding, subjectOf, useById } from '@cert-health/core';
import type {
  Certificate,
  Inventory,
  ResolvedUse,
  RotationPlan,
  RotationStanding,
  SubjectReference,
} from '@cert-health/core';
import { isApproved } from './kinds/kind-execution.ts';
import { judgeSuccessor } from './judge-successor.ts';
import { StepProblem } from './step-problem.ts';
import type { StepEnd, Work } from './work.ts';

/**
 * Judges a new chain before it is put anywhere: by the checks of health with the org's own list of roots, and by the roots that the
 * other side trusts where the settings name them. What cannot be told where it decides waits for a person, who may approve the step.
 *
 * @throws {StepProblem} for a chain that would break a use.
 */
export async function judgeChain(
  work: Work,
  standing: RotationStanding,
  chain: readonly Certificate[],
): Promise<StepEnd> {
  const { stored, tell, now } = work;
  const { plan } = stored;
  const [inventory, lists] = await Promise.all([work.inventory(), work.rootLists()]);
  const refused = await judgeSuccessor(inventory, plan, chain, now(), lists.org?.store);
  const leaf = heldChain(chain)?.leaf;
  const isRooted = leaf !== undefined && !isSelfSigned(leaf);
  const decides: string[] = [];
  if (isRooted && lists.other) {
    const { is, sentence } = await rootStanding(chain, lists.other);
    if (is === 'absent') refused.push(`The other side would refuse it: ${sentence}`);
    else if (is !== 'listed') decides.push(sentence);
  }
  if (isRooted && isJudgedByOrg(inventory, plan)) {
    const found = lists.org && (await rootStanding(chain, lists.org));
    if (!found) decides.push('Whether your org trusts the root above the new certificate could not be looked up.');
    else if (found.is === 'unknown' || found.is === 'by-name') decides.push(found.sentence);
  }
  // The other side's list was named because it decides.
  if (isRooted && plan.entry.trust !== undefined && !lists.other) {
    decides.push('Whether the other side trusts the root above the new certificate could not be looked up.');
  }
  if (refused.length > 0) {
    throw new StepProblem(`The new chain would break a use, and was not used. ${refused.join(' ')}`);
  }
  const notes = isRooted ? [...decides, ...lists.unread] : [];
  if (decides.length > 0 && !isApproved(standing, 'judge')) {
    const what = `${notes.join(' ')} Look it up, and approve judge when it is trusted; or undo the rotation.`;
    // What could not be read is tried again at the next run.
    return { waits: { who: 'approver', what, again: now().toISOString() } };
  }
  notes.forEach(tell);
  return { done: { refused, ...(notes.length > 0 ? { notes } : {}) } };
}

/**
 * Whether Salesforce itself, by the org's list of roots, accepts or refuses whoever shows the certificate.
 *
 * unverified: that a chain of a key pair may lead to a root that the org does not list; what only others judge is not refused for it.
 */
function isJudgedByOrg(inventory: Inventory, { certificate, source }: RotationPlan): boolean {
  const holding = inventory.holdings.find((one) => one.name === certificate && one.source === source);
  if (!holding) return true;
  return subjectOf(holding, buildUseMap(inventory)).references.some(
    ({ use }: SubjectReference & Partial<Pick<ResolvedUse, 'use'>>) =>
      use !== undefined && useById(use).trustModel === 'org-list',
  );
}
