import type { Row } from '../../src/org/row.ts';
import type { ObjectSchema } from '../../src/schema/object-schema.ts';
import type { Database } from '../../src/soql/field-path.ts';
import { runQuery } from '../../src/soql/run-query.ts';

const schema: Record<string, ObjectSchema> = {
  Ship: {
    name: 'Ship',
    fields: {
      Id: 'id',
      Name: 'string',
      Length: 'number',
      IsAfloat: 'boolean',
      Built: 'date',
      LastSeen: 'datetime',
      HomeId: 'id',
      Photo: 'base64',
      Metadata: 'complex',
    },
    parents: { Home: 'Port' },
  },
  Port: { name: 'Port', fields: { Id: 'id', Name: 'string', CountryId: 'id' }, parents: { Country: 'Country' } },
  Country: { name: 'Country', fields: { Id: 'id', Name: 'string' }, parents: {} },
};

const rows: Record<string, readonly Row[]> = {
  Country: [{ Id: 'c00000000000001AAA', Name: 'Norway' }],
  Port: [
    { Id: 'p00000000000001AAA', Name: 'Bergen', CountryId: 'c00000000000001AAA' },
    { Id: 'p00000000000002AAA', Name: 'Nowhere' },
  ],
  Ship: [
    {
      Id: 's00000000000001AAA',
      Name: 'Fram',
      Length: 39,
      IsAfloat: false,
      Built: '1892-10-26',
      LastSeen: '2026-11-22T02:00:00.000+0000',
      HomeId: 'p00000000000001AAA',
      Photo: 'bytes',
    },
    {
      Id: 's00000000000002AAA',
      Name: 'aurora 100%',
      Length: 58,
      IsAfloat: true,
      Built: '2026-11-21',
      LastSeen: '2026-11-21T23:59:59.000+0000',
      HomeId: 'p00000000000002AAA',
    },
    { Id: 's00000000000003AAA', Name: "Nansen's boat", IsAfloat: true },
  ],
};

/** Sunday. */
export const now = new Date('2026-11-22T02:15:00Z');

export const database: Database = { schema, rows: (object) => rows[object] ?? [], now };

/** Names of the ships that a condition selects, in the order of the rows. */
export function ships(where: string): string[] {
  return runQuery(`SELECT Name FROM Ship WHERE ${where}`, database).rows.map(({ Name }) =>
    typeof Name === 'string' ? Name : '',
  );
}

/** Ships by the first word of their name, which is all that most tests need. */
export function shipsShort(where: string): string {
  return ships(where)
    .map((name) => name.split(/[ ']/)[0])
    .join(' ');
}
