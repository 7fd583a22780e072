import { judgeInbound, listOf } from '@cert-health/core';
import type { Certificate, InboundUse, NotKnown } from '@cert-health/core';
import { keptFiles } from './rotation-folder.ts';
import { StepProblem } from './step-problem.ts';
import type { Work } from './work.ts';

const notAsked: NotKnown = { kind: 'unknown', reason: 'It is not asked here.' };

/** Steps that hang on how and by whom it is called: a rotation knows of neither. */
const ofTheCall: ReadonlySet<string> = new Set(['my-domain', 'port', 'permission']);

/**
 * Plays through whether Salesforce would let somebody in with a chain, by the steps of `sf cert simulate inbound` that can
 * be told. What cannot be told is said, with the command that tells it.
 *
 * @param held What the org holds under the new name by now; undefined: it is not there yet.
 * @throws {StepProblem} when a step refuses it.
 */
export async function refuseWhoIsNotLetIn(
  { successor, given, now, tell }: Work,
  use: InboundUse,
  chain: readonly Certificate[],
  held?: { readonly fresh: readonly Certificate[] | undefined; readonly username?: string },
): Promise<void> {
  const [leaf] = chain;
  if (!leaf) throw new StepProblem('There is no certificate to be let in with.');
  const stored = { name: successor, certificates: held?.fresh ?? [] };
  const username = held?.username;
  const { steps } = await judgeInbound({
    use,
    at: now(),
    presented: { leaf, certificates: chain, ordered: true },
    roots: notAsked,
    enforced: notAsked,
    list: held ? { kind: 'known', value: [stored] } : notAsked,
    mapped:
      held && username !== undefined
        ? { kind: 'known', value: [{ ...stored, owner: { kind: 'known', value: username } }] }
        : notAsked,
    ...(username === undefined ? {} : { user: { username, active: { kind: 'known', value: true } } }),
  });
  const refused = steps.filter(({ outcome }) => outcome === 'fail');
  if (refused.length > 0) {
    const why = refused.map(({ detail, remedy }) => [detail, remedy ?? []].flat().join(' '));
    throw new StepProblem(`Nobody would be let in with the new certificate. ${why.join(' ')}`);
  }
  const open = steps.filter(({ id, outcome }) => outcome === 'unknown' && !ofTheCall.has(id));
  if (!held || open.length === 0) return;
  tell(
    `Not told here: ${listOf(open.map(({ title }) => `${title[0]?.toLowerCase()}${title.slice(1)}`))}. Ask before the switch: sf cert simulate inbound --use ${use} --cert ${given.inbox(keptFiles.chain)} --user USERNAME --target-org ORG --network crl`,
  );
}
