import type { ApexType } from '../types/type.ts';
import type { SwitchCase, SwitchStatement, WhenValue } from '../syntax/tree.ts';
import { typeText } from '../values/type-text.ts';
import { isCastable, isPrimitive } from './assignable.ts';
import type { BodyContext } from './body-context.ts';
import type { Checked, CheckedCase, CheckedStatement } from './checked.ts';

type CheckBody = (
  one: SwitchCase,
  variable: { readonly name: string; readonly type: ApexType } | undefined,
) => { readonly name: string; readonly body: CheckedStatement };

/** Checks what stands behind `when`; `check` checks the blocks. */
export function switchCases(
  body: BodyContext,
  on: Checked,
  statement: SwitchStatement,
  check: CheckBody,
): readonly CheckedCase[] {
  const seen = new Set<string>();
  return statement.cases.map((one, at): CheckedCase => {
    const { when } = one;
    if (when.kind === 'else') {
      if (at < statement.cases.length - 1) {
        body.fail(one, 'when else must be the last one');
      }
      return { when, body: check(one, undefined).body };
    }
    if (when.kind === 'type') {
      const type = body.type(when.type);
      if (!isCastable(body.program, on.type, type)) {
        body.fail(one, `Incompatible types: ${typeText(on.type)} is never ${typeText(type)}`);
      }
      const checked = check(one, { name: when.name, type });
      return { when: { kind: 'type', type, name: checked.name }, body: checked.body };
    }
    const values = when.values.map((value) => {
      const key = JSON.stringify(
        value.kind === 'literal' ? value.literal : value.parts.at(-1)!.toLowerCase(),
        (name, part: unknown) => (name === 'line' || name === 'column' ? undefined : part),
      );
      if (seen.has(key)) {
        body.fail(value, 'Duplicate when value');
      }
      seen.add(key);
      return whenValue(body, on, value);
    });
    return { when: { kind: 'values', values }, body: check(one, undefined).body };
  });
}

function whenValue(body: BodyContext, on: Checked, value: WhenValue): Checked {
  const { type } = on;
  if (value.kind === 'literal') {
    const literal = body.value(value.literal);
    const fits = literal.type.kind === 'null' || isPrimitive(type, 'String', 'Id', 'Integer', 'Long');
    return fits && literal.type.kind === 'null' ? literal : body.as(value.literal, type);
  }
  const wanted = value.parts.at(-1)!.toLowerCase();
  if (type.kind === 'class') {
    const model = body.program.byName.get(type.name.toLowerCase());
    const ordinal = model?.declaration.constants.findIndex((one) => one.toLowerCase() === wanted) ?? -1;
    if (model && ordinal >= 0) {
      return { kind: 'enum', of: model, ordinal, type };
    }
  }
  if (type.kind === 'platform') {
    const values = body.program.library.byName.get(type.name.toLowerCase())?.declaration.values;
    const ordinal = values?.findIndex((one) => one.toLowerCase() === wanted) ?? -1;
    if (ordinal >= 0) {
      return { kind: 'platformEnum', typeName: type.name, ordinal, type };
    }
  }
  return body.fail(value, `${value.parts.join('.')} is no value of ${typeText(type)}`);
}
