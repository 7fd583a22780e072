import type {
  ApexOrg,
  ApexSchema,
  FieldDescription,
  ObjectDescription,
  OrgRecord,
  PreparedQuery,
  WriteRequest,
  WriteResult,
} from '../../src/org/org.ts';
import type { OrgRefusal } from '../../src/org/org.ts';
import { BareTransaction } from '../values/bare-transaction.ts';

/** An org of ports and piers that says what it is told to, and keeps what it is asked. */
export class Harbor {
  /** What the next query gives. */
  found: { count: number; records: readonly OrgRecord[] } = { count: 0, records: [] };
  prepared: Partial<PreparedQuery> = {};
  refusal: OrgRefusal | undefined;
  /** Results of writes by place, where they are no success. */
  refused = new Map<number, WriteResult['errors']>();
  readonly asked: unknown[] = [];
  readonly written: WriteRequest[] = [];
  restored = 0;

  readonly tx: BareTransaction;

  constructor() {
    this.tx = new BareTransaction({ org: this.#org() });
  }

  #org(): Partial<ApexOrg> {
    return {
      schema,
      prepare: () => this.query(),
      can: (_user, action, object) => action === 'read' && object === 'Port__c',
      canField: (_user, action) => action === 'read',
      savepoint: () => () => void (this.restored += 1),
      write: (request) => {
        this.written.push(request);
        return request.records.map(({ id }, index): WriteResult => {
          const errors = this.refused.get(index);
          if (errors !== undefined) return { id: id ?? null, success: false, created: false, errors };
          return { id: id ?? `a0000000000000${index}AAA`, success: true, created: id === undefined, errors: [] };
        });
      },
    };
  }

  query(): PreparedQuery {
    return {
      object: 'Port__c',
      kind: 'records',
      binds: 0,
      run: (binds, as) => {
        this.asked.push({ binds, as });
        if (this.refusal !== undefined) throw this.refusal;
        return this.found;
      },
      ...this.prepared,
    };
  }
}

function field(
  name: string,
  apexType: FieldDescription['apexType'],
  more: Partial<FieldDescription> = {},
): FieldDescription {
  return {
    name,
    label: name,
    displayType: apexType.toUpperCase(),
    apexType,
    length: 0,
    precision: 0,
    scale: 0,
    isNillable: true,
    isUnique: false,
    isExternalId: false,
    isCustom: true,
    isCalculated: false,
    isAutoNumber: false,
    isReadOnly: false,
    defaultValue: null,
    picklist: [],
    isRestrictedPicklist: false,
    referenceTo: [],
    relationshipName: null,
    ...more,
  };
}

function object(
  name: string,
  keyPrefix: string,
  fields: readonly FieldDescription[],
  children: ObjectDescription['children'] = new Map(),
): ObjectDescription {
  return {
    name,
    label: name,
    labelPlural: `${name}s`,
    keyPrefix,
    isCustom: true,
    isCustomSetting: false,
    fields: new Map(fields.map((one) => [one.name, one])),
    children,
  };
}

const id = field('Id', 'Id', { displayType: 'ID', isReadOnly: true });

const objects = [
  object(
    'Port__c',
    'a00',
    [
      id,
      field('Name', 'String', { displayType: 'STRING' }),
      field('Key__c', 'String', { displayType: 'STRING', isExternalId: true }),
      field('Depth__c', 'Decimal', { displayType: 'DOUBLE', scale: 1 }),
      field('Closes__c', 'Date'),
      field('Opened__c', 'Datetime'),
      field('Is_Free__c', 'Boolean'),
      field('CreatedDate', 'Datetime', { isReadOnly: true }),
    ],
    new Map([['Piers__r', { object: 'Pier__c', field: 'Port__c' }]]),
  ),
  object('Pier__c', 'a01', [
    id,
    field('Name', 'String', { isAutoNumber: true, isReadOnly: true }),
    field('Port__c', 'Id', { displayType: 'REFERENCE', referenceTo: ['Port__c'], relationshipName: 'Port__r' }),
  ]),
  object('Port__History', '017', [id, field('OldValue', 'String', { displayType: 'ANYTYPE' })]),
];

const schema: ApexSchema = {
  objects: objects.map(({ name }) => name),
  object: (name) => objects.find((one) => one.name.toLowerCase() === name.toLowerCase()),
};
