import type { ApexType } from '../types/type.ts';
import { sameType } from '../values/type-text.ts';
import type { ProgramModel } from './program-model.ts';

const WIDER: Readonly<Record<string, readonly string[]>> = {
  Integer: ['Long', 'Double', 'Decimal'],
  Long: ['Double', 'Decimal'],
  Double: ['Decimal'],
  Decimal: ['Double'],
  String: ['Id'],
  Id: ['String'],
  Date: ['Datetime'],
};

/**
 * How far a type is from another one that it is assigned to: 0 for the same, more for each step of a conversion; undefined when it
 * cannot be assigned.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_primitives.htm
 */
export function distance(program: ProgramModel, from: ApexType, to: ApexType): number | undefined {
  if (sameType(from, to)) {
    return 0;
  }
  if (from.kind === 'void' || to.kind === 'void') {
    return undefined;
  }
  if (from.kind === 'null') {
    return 1;
  }
  if (to.kind === 'object') {
    return 20;
  }
  if (from.kind === 'primitive' && to.kind === 'primitive') {
    const step = WIDER[from.name]?.indexOf(to.name) ?? -1;
    return step < 0 ? undefined : step + 1;
  }
  if (from.kind === 'sobject') {
    return to.kind === 'sobject' && to.name === undefined ? 1 : undefined;
  }
  if (from.kind === 'list' || from.kind === 'set') {
    if (to.kind === 'platform' && to.name === 'Iterable') {
      return 2;
    }
    return to.kind === from.kind ? inner(program, from.of, to.of) : undefined;
  }
  if (from.kind === 'map' && to.kind === 'map') {
    const [keys, values] = [inner(program, from.key, to.key), inner(program, from.value, to.value)];
    return keys === undefined || values === undefined ? undefined : keys + values;
  }
  if (from.kind === 'class' && (to.kind === 'class' || to.kind === 'platform')) {
    return depth(program, from.name, to.name);
  }
  if (from.kind === 'platform' && to.kind === 'platform') {
    return program.library.byName.get(from.name.toLowerCase())?.declaration.ancestors?.includes(to.name)
      ? 1
      : undefined;
  }
  return undefined;
}

/** Collections go where what they hold goes without being converted. */
function inner(program: ProgramModel, from: ApexType, to: ApexType): number | undefined {
  if (from.kind === 'primitive' && to.kind === 'primitive' && from.name !== to.name) {
    const texts = ['String', 'Id'];
    return texts.includes(from.name) && texts.includes(to.name) ? 3 : undefined;
  }
  return distance(program, from, to);
}

function depth(program: ProgramModel, from: string, to: string): number | undefined {
  const model = program.byName.get(from.toLowerCase());
  if (!model?.ancestors.has(to)) {
    return undefined;
  }
  const parent = model.superclass;
  if (!parent || parent.name === to) {
    return 1;
  }
  return 1 + (depth(program, parent.name, to) ?? 0);
}

export function isAssignable(program: ProgramModel, from: ApexType, to: ApexType): boolean {
  return distance(program, from, to) !== undefined;
}

/** Whether a cast may succeed. */
export function isCastable(program: ProgramModel, from: ApexType, to: ApexType): boolean {
  if (from.kind === 'object' || isAssignable(program, from, to) || isAssignable(program, to, from)) {
    return true;
  }
  if (isNumeric(from) && isNumeric(to)) {
    return true;
  }
  if (from.kind === 'list' && to.kind === 'list') {
    return isCastable(program, from.of, to.of);
  }
  if (from.kind === 'set' && to.kind === 'set') {
    return isCastable(program, from.of, to.of);
  }
  if (from.kind === 'map' && to.kind === 'map') {
    return isCastable(program, from.key, to.key) && isCastable(program, from.value, to.value);
  }
  // A subclass of the one may implement the other.
  return isInterface(program, from) || isInterface(program, to)
    ? [from, to].every((one) => one.kind === 'class' || one.kind === 'platform')
    : false;
}

function isInterface(program: ProgramModel, type: ApexType): boolean {
  if (type.kind === 'class') {
    return program.byName.get(type.name.toLowerCase())?.kind === 'interface';
  }
  return (
    type.kind === 'platform' && Boolean(program.library.byName.get(type.name.toLowerCase())?.declaration.interface)
  );
}

export function isNumeric(type: ApexType): boolean {
  return type.kind === 'primitive' && ['Integer', 'Long', 'Double', 'Decimal'].includes(type.name);
}

export function isPrimitive(type: ApexType, ...names: readonly string[]): boolean {
  return type.kind === 'primitive' && names.includes(type.name);
}

/** Whether a type is an exception. */
export function isException(program: ProgramModel, type: ApexType): boolean {
  return distance(program, type, { kind: 'platform', name: 'Exception' }) !== undefined;
}
