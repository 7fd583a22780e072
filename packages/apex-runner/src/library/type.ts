import type { Transaction } from '../transaction/transaction.ts';
import type { ApexType } from '../types/type.ts';
import { isInstance } from '../values/instance-of.ts';
import { PlatformObject } from '../values/scalar.ts';
import { sameType, typeText } from '../values/type-text.ts';
import { ApexList, ApexMap, ApexSet, RecordValue, type Value } from '../values/value.ts';
import { member, strict, type PlatformType } from './declaration.ts';
import { referencePage } from './page.ts';

/** `X.class`: a type as a value. Two of the same type are equal. */
export class TypeValue extends PlatformObject {
  readonly typeName = 'Type';
  readonly of: ApexType;

  constructor(of: ApexType) {
    super();
    this.of = of;
  }

  override identity(): unknown {
    return `\0type ${typeText(this.of)}`;
  }

  override text(): string {
    return typeText(this.of);
  }
}

/** Makes an instance as `Type.newInstance()` does. @throws System.TypeException for a type that has none (unverified: the wording) */
function newInstance(tx: Transaction, { of }: TypeValue): Value {
  switch (of.kind) {
    case 'list':
      return new ApexList(of.of);
    case 'set':
      return new ApexSet(of.of);
    case 'map':
      return new ApexMap(of.key, of.value);
    case 'sobject':
      if (of.name !== undefined) return new RecordValue(of.name);
      break;
    case 'class': {
      const info = tx.classNamed(of.name);
      if (info) return info.create();
      break;
    }
    default:
  }
  return tx.throw('TypeException', `Not constructable: ${typeText(of)}`);
}

function forName(tx: Transaction, name: string): TypeValue | null {
  const type = tx.typeNamed(name);
  return type ? new TypeValue(type) : null;
}

export const type: PlatformType = {
  name: 'Type',
  page: referencePage('apex_methods_system_type'),
  members: [
    strict('static Type forName(String name)', forName),
    member(
      'static Type forName(String namespace, String name)',
      (tx, namespace: string | null, name: string | null) => {
        if (name === null) return tx.throw('NullPointerException', 'Argument 2 cannot be null');
        return forName(tx, namespace === null || namespace === '' ? name : `${namespace}.${name}`);
      },
    ),
    member(
      'Boolean equals(Object other)',
      (_tx, self: TypeValue, other: Value) => other instanceof TypeValue && sameType(self.of, other.of),
    ),
    member('String getName()', (_tx, self: TypeValue) => typeText(self.of)),
    member('Object newInstance()', newInstance),
    member('String toString()', (_tx, self: TypeValue) => typeText(self.of)),
  ],
};

/** Whether a value is of a type, for assertions. */
export function isOfType(value: Value, wanted: TypeValue): boolean {
  return isInstance(value, wanted.of);
}
