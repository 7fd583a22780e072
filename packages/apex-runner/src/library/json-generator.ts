import type { Transaction } from '../transaction/transaction.ts';
import { PlatformObject } from '../values/scalar.ts';
import type { Value } from '../values/value.ts';
import { member, type Member, type PlatformType } from './declaration.ts';
import { treeOf, written, type JsonTree } from './json-writing.ts';
import { referencePage } from './page.ts';

type Open =
  | { readonly kind: 'list'; readonly items: JsonTree[] }
  | { readonly kind: 'object'; readonly fields: (readonly [string, JsonTree])[]; name?: string };

/** Writes JSON step by step. What may not stand where it is written throws System.JSONException (unverified: the wordings). */
export class JsonGenerator extends PlatformObject {
  readonly typeName = 'JSONGenerator';
  readonly #isPretty: boolean;
  readonly #open: Open[] = [];
  #text = '';
  isClosed = false;

  constructor(isPretty: boolean) {
    super();
    this.#isPretty = isPretty;
  }

  write(tx: Transaction, tree: JsonTree): void {
    this.#checkOpen(tx);
    const within = this.#open.at(-1);
    if (within?.kind === 'list') within.items.push(tree);
    else if (within) {
      if (within.name === undefined) return this.#refuse(tx, 'Can not write value, expecting field name');
      within.fields.push([within.name, tree]);
      delete within.name;
    } else this.#text += `${this.#text === '' ? '' : ' '}${written(tree, { isPretty: this.#isPretty })}`;
  }

  name(tx: Transaction, name: string): void {
    this.#checkOpen(tx);
    const within = this.#open.at(-1);
    if (within?.kind !== 'object' || within.name !== undefined)
      return this.#refuse(tx, 'Can not write a field name, expecting a value');
    within.name = name;
  }

  start(tx: Transaction, kind: Open['kind']): void {
    this.#checkOpen(tx);
    const within = this.#open.at(-1);
    if (within?.kind === 'object' && within.name === undefined)
      return this.#refuse(tx, `Can not start an ${kind === 'list' ? 'array' : 'object'}, expecting field name`);
    this.#open.push(kind === 'list' ? { kind, items: [] } : { kind, fields: [] });
  }

  end(tx: Transaction, kind: Open['kind']): void {
    this.#checkOpen(tx);
    if (this.#open.at(-1)?.kind !== kind)
      return this.#refuse(tx, `Current context not ${kind === 'list' ? 'an ARRAY' : 'an object'}`);
    const ended = this.#open.pop()!;
    this.write(tx, ended.kind === 'list' ? ended.items : { fields: ended.fields });
  }

  /** All that was written; what is still open is closed, as the platform does. */
  asString(tx: Transaction): string {
    while (this.#open.length > 0) this.end(tx, this.#open.at(-1)!.kind);
    this.isClosed = true;
    return this.#text;
  }

  #checkOpen(tx: Transaction): void {
    if (this.isClosed) this.#refuse(tx, 'JSONGenerator is closed');
  }

  #refuse(tx: Transaction, message: string): never {
    return tx.throw('JSONException', message);
  }
}

const tree = (tx: Transaction, value: Value): JsonTree => treeOf(tx, value, {});

/** `writeX(value)` and `writeXField(name, value)`. */
function writers(name: string, type: string): Member[] {
  return [
    member(`void write${name}(${type} value)`, (tx, self: JsonGenerator, value: Value) =>
      self.write(tx, tree(tx, value)),
    ),
    member(
      `void write${name}Field(String name, ${type} value)`,
      (tx, self: JsonGenerator, field: string | null, value: Value) => {
        self.name(tx, field ?? tx.throw('NullPointerException', 'Argument 1 cannot be null'));
        self.write(tx, tree(tx, value));
      },
    ),
  ];
}

export const jsonGenerator: PlatformType = {
  name: 'JSONGenerator',
  page: referencePage('apex_class_System_JsonGenerator'),
  members: [
    member('void close()', (tx, self: JsonGenerator) => void self.asString(tx)),
    member('String getAsString()', (tx, self: JsonGenerator) => self.asString(tx)),
    member('Boolean isClosed()', (_tx, self: JsonGenerator) => self.isClosed),
    ...writers('Blob', 'Blob'),
    ...writers('Boolean', 'Boolean'),
    ...writers('Date', 'Date'),
    ...writers('DateTime', 'Datetime'),
    ...writers('Id', 'Id'),
    ...['Decimal', 'Double', 'Integer', 'Long'].flatMap((type) => writers('Number', type)),
    ...writers('Object', 'Object'),
    ...writers('String', 'String'),
    ...writers('Time', 'Time'),
    member('void writeNull()', (tx, self: JsonGenerator) => self.write(tx, 'null')),
    member('void writeNullField(String name)', (tx, self: JsonGenerator, name: string) => {
      self.name(tx, name);
      self.write(tx, 'null');
    }),
    member('void writeFieldName(String name)', (tx, self: JsonGenerator, name: string) => self.name(tx, name)),
    member('void writeStartArray()', (tx, self: JsonGenerator) => self.start(tx, 'list')),
    member('void writeEndArray()', (tx, self: JsonGenerator) => self.end(tx, 'list')),
    member('void writeStartObject()', (tx, self: JsonGenerator) => self.start(tx, 'object')),
    member('void writeEndObject()', (tx, self: JsonGenerator) => self.end(tx, 'object')),
  ],
};
