import type { Transaction } from '../transaction/transaction.ts';
import type { Value } from '../values/value.ts';
import { member, strict, type PlatformType } from './declaration.ts';
import { countText } from './heap.ts';
import { JsonGenerator } from './json-generator.ts';
import { parsed, typed, untyped } from './json-reading.ts';
import { serialized, type JsonOptions } from './json-writing.ts';
import { referencePage } from './page.ts';
import type { TypeValue } from './type.ts';

function serialize(isPretty: boolean) {
  return (tx: Transaction, value: Value, suppressNulls = false): string => {
    const options: JsonOptions = { isPretty, suppressNulls };
    const text = serialized(tx, value, options);
    countText(tx, text);
    return text;
  };
}

export const json: PlatformType = {
  name: 'JSON',
  page: referencePage('apex_class_System_Json'),
  members: [
    strict(
      'static JSONGenerator createGenerator(Boolean isPretty)',
      (_tx, isPretty: boolean) => new JsonGenerator(isPretty),
    ),
    strict('static Object deserialize(String text, Type type)', (tx, text: string, type: TypeValue) =>
      typed(tx, parsed(tx, text), type.of, false),
    ),
    strict('static Object deserializeStrict(String text, Type type)', (tx, text: string, type: TypeValue) =>
      typed(tx, parsed(tx, text), type.of, true),
    ),
    strict('static Object deserializeUntyped(String text)', (tx, text: string) => untyped(tx, parsed(tx, text))),
    member('static String serialize(Object value)', serialize(false)),
    member('static String serialize(Object value, Boolean suppressApexObjectNulls)', serialize(false)),
    member('static String serializePretty(Object value)', serialize(true)),
    member('static String serializePretty(Object value, Boolean suppressApexObjectNulls)', serialize(true)),
  ],
};
