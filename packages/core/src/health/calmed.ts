import type { CheckContext } from '../checks/index.ts';
import { lowered, stakeOf } from '../checks/stake.ts';
import { actions } from '../checks/remedy.ts';
import { deleting, doubtsOf, lookFirst } from '../checks/unused.ts';
import { keyOfHolding } from '../findings/holding-key.ts';
import type { MadeCheck } from './make-check.ts';

/**
 * What nothing uses is a step less grave, whatever is wrong with it, and first of all to be deleted. Checks that weigh by
 * themselves what hangs on a certificate have said so already.
 */
export function calmed(made: MadeCheck, context: CheckContext): MadeCheck {
  if (made.check.weighsUse) return made;
  const holdings = new Map(context.inventory.holdings.map((holding) => [keyOfHolding(holding), holding]));
  const observations = made.observations.map((observation) => {
    const holding = observation.holding && holdings.get(keyOfHolding(observation.holding));
    if (observation.severity === 'info' || !holding || stakeOf(context, holding).kind !== 'unused') return observation;
    const look = lookFirst(doubtsOf(context.uses));
    return {
      ...observation,
      severity: lowered(observation.severity),
      action: actions.renewOrDelete,
      remedy: `${actions.renewOrDelete} ${look} If nothing uses it, ${deleting} If something does: ${observation.remedy}`,
    };
  });
  return { ...made, observations };
}
