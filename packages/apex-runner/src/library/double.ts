import { castNumber, whole } from '../semantics/conversion.ts';
import { Double } from '../values/scalar.ts';
import type { Value } from '../values/value.ts';
import { member, strict, type PlatformType } from './declaration.ts';
import { localNumber } from './locale-format.ts';
import { doubleOfText, doubleOfValue } from './numbers-from-text.ts';
import { referencePage } from './page.ts';

/** To the closest whole number; of two equally close ones the even one, as Double.round says of itself. */
export function roundHalfEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return rest < 0.5 ? below : below + 1;
  return below % 2 === 0 ? below : below + 1;
}

export const double: PlatformType = {
  name: 'Double',
  page: referencePage('apex_methods_system_double'),
  members: [
    strict('static Double valueOf(String text)', doubleOfText),
    strict('static Double valueOf(Object value)', (tx, value: Value) => doubleOfValue(tx, value)),
    member('String format()', (tx, self: Double) => localNumber(tx.user.locale, self.value)),
    member('Integer intValue()', (tx, self: Double) => castNumber(tx, self, 'Integer')),
    member('Long longValue()', (tx, self: Double) => castNumber(tx, self, 'Long')),
    member('Long round()', (_tx, self: Double) => whole(new Double(roundHalfEven(self.value)))),
  ],
};
