import { withHarmlessLiterals } from '@cert-health/core';
import type { TextOrigin } from '@cert-health/core';
import type { CertificateName } from './reference.ts';
import type { Scope } from './scope.ts';
import type { Expression, Span, TypeDeclaration } from './syntax/model.ts';

/** One name an expression may have. */
export interface PossibleName {
  readonly name: CertificateName;
  /** Only test code gives it. */
  readonly fromTest: boolean;
  /** Put together from several texts: the step through which the whole came says more than those of its parts. */
  readonly isCombined?: boolean;
}

export type LiteralName = PossibleName & { readonly name: { readonly kind: 'literal' } };

/** Longer expressions are cut: they are shown to people on one line. */
const LONGEST = 160;
/** A text that may be a part of a name. Anything else may be a piece of a key. */
const PART_OF_NAME = /^'\w{0,40}'$/;

export function literal(value: string, { line }: Span, { type }: Scope): LiteralName {
  return { name: { kind: 'literal', value, at: { path: type.file.path, line } }, fromTest: false };
}

/** Cannot tell; says what is written there, and where that comes from if it can be said. */
export function computed(expression: Expression, { type }: Scope, origin?: TextOrigin): PossibleName {
  const at = { path: type.file.path, line: expression.line };
  const name = { kind: 'computed', expression: writtenAs(expression, type), at } as const;
  return { name: origin ? { ...name, origin } : name, fromTest: false };
}

/** Null or ''. */
export const NOTHING: PossibleName = { name: { kind: 'nothing' }, fromTest: false };

/** What is written there, for people: on one line, cut where it is long, and without texts that can be no part of a name. */
export function writtenAs(span: Span, { file }: TypeDeclaration): string {
  const text = withHarmlessLiterals(withoutTexts(file.text(span), (quoted) => !PART_OF_NAME.test(quoted)));
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

/** Code with its texts left out. */
export function withoutTexts(code: string, unwanted: (quoted: string) => boolean = () => true): string {
  return code.replace(/'{3}[^]*?(?:'{3}|$)|'(?:[^'\\]|\\.)*(?:'|$)/g, (quoted) => (unwanted(quoted) ? "'…'" : quoted));
}

export function isLiteral(possible: PossibleName): possible is LiteralName {
  return possible.name.kind === 'literal';
}

/** Notes through what a text came, unless a place nearer to the text is noted already. */
export function via(step: string | undefined, names: readonly PossibleName[]): PossibleName[] {
  return names.map((possible) =>
    step && possible.name.kind === 'literal' && (possible.isCombined || possible.name.via === undefined)
      ? { name: { ...possible.name, via: step }, fromTest: possible.fromTest }
      : possible,
  );
}

/** `'A' + B`. */
export function concatenated(left: LiteralName, right: LiteralName, whole: Span, scope: Scope): LiteralName {
  const steps = [...new Set([left.name.via, right.name.via].filter((step) => step !== undefined))];
  const { name } = literal(left.name.value + right.name.value, whole, scope);
  return {
    name: steps.length > 0 ? { ...name, via: steps.join(', ') } : name,
    fromTest: left.fromTest || right.fromTest,
    isCombined: true,
  };
}

export function fromTestOnly(names: readonly PossibleName[]): PossibleName[] {
  return names.map((possible) => ({ ...possible, fromTest: true }));
}

/** One of each name, preferring what production code gives. */
export function distinct(names: readonly PossibleName[]): PossibleName[] {
  const found = new Map<string, PossibleName>();
  for (const possible of names) {
    const key = JSON.stringify({ ...possible.name, via: undefined, at: undefined });
    if (!found.has(key) || (found.get(key)?.fromTest && !possible.fromTest)) found.set(key, possible);
  }
  return [...found.values()];
}

export function isTestCode({ type, method, isInTest = false }: Scope): boolean {
  return isInTest || type.isTest || (method?.isTest ?? false);
}

/** `Outer.Inner`. */
export function qualified(type: TypeDeclaration): string {
  return type.outer ? `${qualified(type.outer)}.${type.name}` : type.name;
}

/** `Outer.Inner.method`, or the type alone for code outside methods. */
export function placeOf({ type, method }: Scope): string {
  return method ? `${qualified(type)}.${method.name}` : qualified(type);
}
