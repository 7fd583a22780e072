import type { Value } from '../values/value.ts';
import { strict, type PlatformType } from './declaration.ts';
import { referencePage } from './page.ts';

export const boolean: PlatformType = {
  name: 'Boolean',
  page: referencePage('apex_methods_system_boolean'),
  members: [
    strict('static Boolean valueOf(String text)', (_tx, text: string) => text.toLowerCase() === 'true'),
    strict('static Boolean valueOf(Object value)', (tx, value: Value) => {
      if (typeof value === 'boolean') return value;
      return typeof value === 'string' ? value.toLowerCase() === 'true' : tx.throw('TypeException', 'Invalid boolean');
    }),
  ],
};
