import { planPublication, recordFields, recordObjects } from '@cert-health/core';
import type {
  ExistingRow,
  HealthReport,
  PlannedRow,
  Publication,
  PublicationOptions,
  RecordObject,
  ScanChanges,
} from '@cert-health/core';

type Row = Record<string, unknown>;

/** The records of an org in memory: upserts by key, and gives rows as SOQL over REST does. */
export class RecordStore {
  readonly #rows = new Map<RecordObject, Map<string, Row>>(recordObjects.map((object) => [object, new Map()]));
  #made = 0;

  /** Plans and carries out; `most` rows at most, as if it were cut short then. */
  publish(report: HealthReport, options: Partial<PublicationOptions> = {}, most = Infinity): Publication {
    const publication = this.plan(report, options);
    let written = 0;
    for (const row of publication.steps.flatMap(({ rows }) => rows)) {
      if (written >= most) break;
      this.write(row);
      written += 1;
    }
    return publication;
  }

  plan(report: HealthReport, options: Partial<PublicationOptions> = {}): Publication {
    return planPublication(report, this.existing(), { origin: 'cli', scannedBy: 'Ann', ...options });
  }

  write({ object, key, fields, lookups }: PlannedRow): void {
    const rows = this.#of(object);
    const row = rows.get(key) ?? { Id: `a0${++this.#made}` };
    Object.assign(row, fields);
    if (lookups) {
      const id = this.#of('CertHealth_Certificate__c').get(lookups.Certificate__c)?.['Id'];
      if (id === undefined) throw new Error(`The certificate ${lookups.Certificate__c} is not written yet.`);
      row['Certificate__c'] = id;
    }
    rows.set(key, row);
  }

  /** What a person does. */
  edit(object: RecordObject, key: string, fields: Row): void {
    const row = this.#of(object).get(key);
    if (!row) throw new Error(`There is no ${object} with the key ${key}.`);
    Object.assign(row, fields);
  }

  existing(longTexts: 'with long texts' | 'without' = 'with long texts'): Record<RecordObject, ExistingRow[]> {
    const entries = recordObjects.map((object) => [
      object,
      [...this.#of(object).values()].map((row) => asRead(object, row, longTexts)),
    ]);
    return Object.fromEntries(entries) as Record<RecordObject, ExistingRow[]>;
  }

  row(object: RecordObject, key: string): Row {
    const row = this.#of(object).get(key);
    if (!row) throw new Error(`There is no ${object} with the key ${key}: ${[...this.#of(object).keys()].join(', ')}`);
    return row;
  }

  certificate(name: string, from = 'org.certificates'): Row {
    return this.row('CertHealth_Certificate__c', `${from}/${name}`);
  }

  finding(check: string, name: string): Row {
    return this.row('CertHealth_Finding__c', `${check}/org.certificates/${name}`);
  }

  coverage(key: string): Row {
    return this.row('CertHealth_Coverage__c', key);
  }

  keys(object: RecordObject): string[] {
    return [...this.#of(object).keys()].sort();
  }

  changes(scan: string): ScanChanges {
    return JSON.parse(String(this.row('CertHealth_Scan__c', scan)['Changes__c'])) as ScanChanges;
  }

  /** Everything, without the Ids, which are nobody's. */
  contents(): unknown {
    const names = new Map([...this.#of('CertHealth_Certificate__c')].map(([key, row]) => [row['Id'], key]));
    return recordObjects.map((object) =>
      this.keys(object).map((key) => {
        const { Id, Certificate__c, ...fields } = this.row(object, key);
        return {
          object,
          key,
          ...asRead(object, fields, 'with long texts'),
          Id: typeof Id,
          Certificate__c: names.get(Certificate__c),
        };
      }),
    );
  }

  #of(object: RecordObject): Map<string, Row> {
    return this.#rows.get(object) as Map<string, Row>;
  }
}

/** Over REST a date-time ends in `+0000` and an empty field is null. */
function asRead(object: RecordObject, row: Row, longTexts: 'with long texts' | 'without'): Row {
  const read = Object.entries(recordFields[object])
    .filter(([, { type }]) => longTexts === 'with long texts' || type !== 'longText')
    .map(([name, { type }]) => {
      const value = row[name] ?? (type === 'checkbox' ? false : null);
      return [name, type === 'dateTime' && typeof value === 'string' ? value.replace('Z', '+0000') : value];
    });
  const lookup = row['Certificate__c'] === undefined ? {} : { Certificate__c: row['Certificate__c'] };
  return { Id: row['Id'], ...(Object.fromEntries(read) as Row), ...lookup };
}

export function rowsPlanned(publication: Publication): PlannedRow[] {
  return publication.steps.flatMap(({ rows }) => rows);
}

/** `<object> <key>` of each row, without the prefix of the app. */
export function namesPlanned(publication: Publication): string[] {
  return rowsPlanned(publication).map(({ object, key }) => `${object.replace(/^CertHealth_|__c$/g, '')} ${key}`);
}

export function without(row: Row, ...fields: readonly string[]): Row {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !fields.includes(name)));
}
