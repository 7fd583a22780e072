import { typeText } from '../values/type-text.ts';
import type { FieldModel, MethodModel } from '../check/class-model.ts';

const KEEPS = /[^A-Za-z0-9]+/g;

/**
 * The name of a method in the compiled code. A method and what it overrides have the same one; a private method has one of its class,
 * so that a subclass does not override it by chance.
 */
export function methodName(method: MethodModel): string {
  const types = method.parameters.map((one) => typeText(one.type).replace(KEEPS, '_'));
  const isOwn = method.access === 'private' && !method.isVirtual;
  return [isOwn ? `p${String(method.owner.index)}` : 'm', method.name.toLowerCase(), ...types].join('_');
}

export function staticName(method: MethodModel): string {
  return `c${String(method.owner.index)}_${methodName(method)}`;
}

export function constructorName(method: MethodModel): string {
  return `c${String(method.owner.index)}_new${String(method.owner.constructors.indexOf(method))}`;
}

export function fieldName(field: FieldModel): string {
  return `$${field.name}`;
}

/** The accessor of a property: a method of an instance, or a function for a static one. */
export function accessorName(field: FieldModel, which: 'get' | 'set'): string {
  const name = `${which}_${field.name.toLowerCase()}`;
  return field.isStatic ? `c${String(field.owner.index)}_${name}` : name;
}
