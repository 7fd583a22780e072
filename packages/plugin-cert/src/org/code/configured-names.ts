import type { ConfiguredName, HeldText } from '../../apex/targets.ts';
import type { OrgApi } from '../api.ts';
import { OrgApiError } from '../api.ts';

type RecordField = Extract<ConfiguredName, { kind: 'customMetadata' | 'customSetting' }>;

/** Labels that one query asks for: their names stand in its address. */
const labelsAQuery = 100;

interface LabelRow {
  readonly Name: string;
  readonly NamespacePrefix: string | null;
  readonly Value: string | null;
}

type Row = Readonly<Record<string, unknown>>;

/** Looks up what configuration holds where code reads a certificate's name from it: a query a field, one for labels. */
export class ConfiguredNames {
  readonly #rows = new Map<string, readonly Row[] | undefined>();
  readonly #labels = new Map<string, readonly LabelRow[]>();
  #labelsKnown = false;
  #ofDataSources: readonly HeldText[] | undefined;

  /** Asks for all that will be asked of `textsOf`. What the org does not give stays unknown. */
  static async read(api: OrgApi, names: readonly ConfiguredName[]): Promise<ConfiguredNames> {
    const read = new ConfiguredNames();
    const fields = new Map(names.flatMap((name) => ('field' in name ? [[keyOf(name), name] as const] : [])));
    for (const [key, name] of fields) read.#rows.set(key, await rowsOf(api, name));
    if (names.some(({ kind }) => kind === 'externalDataSource')) read.#ofDataSources = await dataSourceIds(api);
    await read.#readLabels(api, names);
    return read;
  }

  /**
   * The texts that stand there, each once: of the record that the code chooses, or of all when it does not say which.
   *
   * @returns undefined when they could not be looked up, or the record that was chosen does not exist.
   */
  textsOf(name: ConfiguredName): readonly HeldText[] | undefined {
    // Code does not say for which of its data sources it makes a connection.
    if (name.kind === 'externalDataSource') return this.#ofDataSources;
    if (name.kind === 'label') return this.#labelsKnown ? this.#labelled(name.label) : undefined;
    const rows = this.#rows.get(keyOf(name));
    const { record, field } = name;
    const chosen = record === undefined ? rows : rows?.filter((row) => isCalled(row, record));
    if (!chosen || chosen.length === 0) return undefined;
    return texts(chosen.map((row) => ({ value: valueAt(row, field), holder: holderOf(name, row) })));
  }

  async #readLabels(api: OrgApi, names: readonly ConfiguredName[]): Promise<void> {
    const labels = [...new Set(names.flatMap((name) => (name.kind === 'label' ? [localName(name.label)] : [])))];
    try {
      for (let start = 0; start < labels.length; start += labelsAQuery) {
        const list = labels.slice(start, start + labelsAQuery).map((label) => `'${label}'`);
        const rows = await api.query<LabelRow>(
          `SELECT Name, NamespacePrefix, Value FROM ExternalString WHERE Name IN (${list.join(', ')})`,
          'tooling',
        );
        for (const [name, same] of Map.groupBy(rows, (row) => row.Name.toLowerCase())) this.#labels.set(name, same);
      }
      this.#labelsKnown = true;
    } catch (error) {
      if (!(error instanceof OrgApiError)) throw error;
    }
  }

  #labelled(label: string): HeldText[] | undefined {
    const namespace = label.includes('.') ? label.split('.')[0] : undefined;
    const rows = this.#labels.get(localName(label).toLowerCase()) ?? [];
    const own = rows.filter((row) => (row.NamespacePrefix ?? undefined)?.toLowerCase() === namespace?.toLowerCase());
    return rows.length === 0 ? undefined : texts((own.length > 0 ? own : rows).map((row) => ({ value: row.Value })));
  }
}

function keyOf({ type, field }: RecordField): string {
  return `${type}.${field}`.toLowerCase();
}

async function rowsOf(api: OrgApi, { kind, type, field }: RecordField): Promise<readonly Row[] | undefined> {
  // Code may put a field's name together: only what is a name gets into a query.
  if (!/^\w+$/.test(type) || !/^\w+(\.\w+)*$/.test(field)) return undefined;
  const own = kind === 'customMetadata' ? 'Id, DeveloperName, NamespacePrefix' : 'Id, Name';
  try {
    return await api.query<Row>(`SELECT ${own}, ${field} FROM ${type}`);
  } catch (error) {
    if (!(error instanceof OrgApiError)) throw error;
    return undefined;
  }
}

async function dataSourceIds(api: OrgApi): Promise<readonly HeldText[] | undefined> {
  try {
    const soql = 'SELECT CertificateId FROM ExternalDataSource WHERE CertificateId != null';
    const rows = await api.query<Row>(soql, 'tooling');
    return rows.length === 0 ? undefined : texts(rows.map((row) => ({ value: row['CertificateId'] })));
  } catch (error) {
    if (!(error instanceof OrgApiError)) throw error;
    return undefined;
  }
}

/** `X` of `ns.X`; only letters, digits and underscores get into a query. */
function localName(label: string): string {
  return (label.split('.').at(-1) ?? '').replaceAll(/\W/g, '');
}

/** Code names a record by its developer name, with its namespace or without, by its Id, or a setting by its name. */
function isCalled(row: Row, record: string): boolean {
  const own = [row['Id'], row['Name'], row['DeveloperName']].filter((name) => typeof name === 'string');
  const prefixed = own.map((name) => `${row['NamespacePrefix'] as string}__${name}`);
  return [...own, ...prefixed].some((name) => name.toLowerCase() === record.toLowerCase());
}

/** The value of `Partner__r.Certificate__c`; names in answers may differ in case from those asked for. */
function valueAt(row: Row, path: string): unknown {
  let value: unknown = row;
  for (const step of path.toLowerCase().split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.entries(value).find(([name]) => name.toLowerCase() === step)?.[1];
  }
  return value;
}

/** `Partner.Bank` of a custom metadata record; a custom setting's record where it has a name. */
function holderOf({ kind, type }: RecordField, row: Row): string | undefined {
  const name = row['DeveloperName'];
  return kind === 'customMetadata' && typeof name === 'string' ? `${type.replace(/__mdt$/i, '')}.${name}` : undefined;
}

/** What is a text and not empty, each once. */
function texts(values: readonly { readonly value: unknown; readonly holder?: string | undefined }[]): HeldText[] {
  const found = values.flatMap(({ value, holder }): [string, HeldText][] => {
    const text = typeof value === 'string' ? value.trim() : '';
    return text === '' ? [] : [[text, { value: text, ...(holder !== undefined && { holder }) }]];
  });
  return [...new Map(found).values()];
}
