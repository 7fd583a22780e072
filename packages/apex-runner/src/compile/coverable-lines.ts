import type { CheckedClass } from '../check/check-program.ts';
import type { CheckedStatement } from '../check/checked.ts';

/** The lines of a class that coverage counts: those where a statement begins. */
export function coverableLines(checked: CheckedClass): readonly number[] {
  const lines = new Set<number>();
  const add = (statement: CheckedStatement): void => {
    if (statement.kind !== 'block' && statement.kind !== 'try') {
      lines.add(statement.line);
    }
    inside(statement).forEach(add);
  };
  const bodies = [
    ...checked.methods.map((one) => one.body),
    ...checked.constructors.map((one) => one.body),
    ...checked.accessors.flatMap((one) => [one.getter, one.setter]),
  ];
  bodies.forEach((body) => body?.statements.forEach(add));
  for (const one of checked.initializers) {
    if (one.kind === 'field') lines.add(one.line);
    else one.body.statements.forEach(add);
  }
  return [...lines].sort((left, right) => left - right);
}

function inside(statement: CheckedStatement): readonly CheckedStatement[] {
  switch (statement.kind) {
    case 'block':
      return statement.statements;
    case 'if':
      return [statement.then, ...(statement.otherwise ? [statement.otherwise] : [])];
    case 'while':
    case 'do':
    case 'forEach':
    case 'runAs':
      return [statement.body];
    case 'for':
      return [...statement.initial, statement.body];
    case 'try':
      return [
        statement.body,
        ...statement.catches.map((one) => one.body),
        ...(statement.finally ? [statement.finally] : []),
      ];
    case 'switch':
      return statement.cases.map((one) => one.body);
    default:
      return [];
  }
}
