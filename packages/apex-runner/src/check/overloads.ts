import type { ApexType } from '../types/type.ts';
import type { Checked } from './checked.ts';
import { distance, isAssignable } from './assignable.ts';
import type { ProgramModel } from './program-model.ts';

/** Something that takes arguments. */
export interface Callable {
  readonly parameters: readonly { readonly type: ApexType }[];
}

export type Choice<One> = { readonly found: One } | { readonly found: undefined; readonly isAmbiguous: boolean };

/** Chooses the overload whose parameters are the closest to the arguments; two that are equally close are ambiguous. */
export function chooseOverload<One extends Callable>(
  program: ProgramModel,
  candidates: readonly One[],
  list: readonly Checked[],
): Choice<One> {
  const fitting = candidates
    .filter((one) => one.parameters.length === list.length)
    .map((one) => ({ one, steps: stepsOf(program, one, list) }))
    .filter((entry): entry is { one: One; steps: number[] } => entry.steps !== undefined);
  if (fitting.length <= 1) {
    return fitting[0] ? { found: fitting[0].one } : { found: undefined, isAmbiguous: false };
  }
  const best = fitting.filter(({ one, steps }) =>
    fitting.every(
      (other) =>
        other.one === one ||
        isCloser(steps, other.steps) ||
        (steps.join() === other.steps.join() && isNarrower(program, one, other.one)),
    ),
  );
  return best.length === 1 ? { found: best[0]!.one } : { found: undefined, isAmbiguous: true };
}

function stepsOf(program: ProgramModel, one: Callable, list: readonly Checked[]): number[] | undefined {
  const steps = one.parameters.map((parameter, at) => argumentDistance(program, list[at]!, parameter.type));
  return steps.includes(undefined) ? undefined : (steps as number[]);
}

/** A query may stand for its only record. */
function argumentDistance(program: ProgramModel, argument: Checked, to: ApexType): number | undefined {
  const own = distance(program, argument.type, to);
  if (own === undefined && argument.kind === 'query' && argument.type.kind === 'list') {
    const single = distance(program, argument.type.of, to);
    return single === undefined ? undefined : single + 2;
  }
  return own;
}

function isCloser(left: readonly number[], right: readonly number[]): boolean {
  return left.every((step, at) => step <= right[at]!) && left.some((step, at) => step < right[at]!);
}

function isNarrower(program: ProgramModel, left: Callable, right: Callable): boolean {
  const goes = (from: Callable, to: Callable): boolean =>
    from.parameters.every((one, at) => isAssignable(program, one.type, to.parameters[at]!.type));
  return goes(left, right) && !goes(right, left);
}
