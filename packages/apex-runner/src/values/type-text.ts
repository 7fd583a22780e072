import type { ApexType } from '../types/type.ts';

/** A type as Apex source writes it: `Map<String, List<Integer>>`. */
export function typeText(type: ApexType): string {
  return written(type, ', ', 'Object');
}

/** A type as messages of the platform write it: `Map<String,ANY>`. */
export function runtimeTypeText(type: ApexType): string {
  return written(type, ',', 'ANY');
}

function written(type: ApexType, comma: string, any: string): string {
  switch (type.kind) {
    case 'primitive':
    case 'class':
    case 'platform':
    case 'variable':
      return type.name;
    case 'object':
      return any;
    case 'void':
    case 'null':
      return type.kind;
    case 'list':
      return `List<${written(type.of, comma, any)}>`;
    case 'set':
      return `Set<${written(type.of, comma, any)}>`;
    case 'map':
      return `Map<${written(type.key, comma, any)}${comma}${written(type.value, comma, any)}>`;
    case 'sobject':
      return type.name ?? 'SObject';
  }
}

/** Whether two types are the same. Names are compared as spelt: both are canonical. */
export function sameType(left: ApexType, right: ApexType): boolean {
  return left === right || (left.kind === right.kind && typeText(left) === typeText(right));
}
