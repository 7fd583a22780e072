import { plural } from '@cert-health/core';
import { permissions } from '../access.ts';
import type { OrgApi } from '../api.ts';
import { OrgApiError } from '../api.ts';
import { eachOf } from '../each-of.ts';
import type { Found } from '../found.ts';
import { gapOf } from '../gap.ts';

/** Types of fields that can hold a name. */
const textTypes = new Set(['string', 'textarea', 'picklist', 'multipicklist', 'combobox', 'url', 'encryptedstring']);
/** Objects asked for at a time. */
const atATime = 3;
/** More objects of a kind than any org is known to have; two requests are made for each. */
const most = 300;

/** Objects whose records may hold the name of a certificate in any text field of their own. */
interface Searched<Row> {
  readonly objects: readonly string[];
  /** What one of them is called: "custom metadata type". */
  readonly what: string;
  /** Fields of a record that tell it from others. */
  readonly columns: string;
  readonly nameIn: (text: unknown, about: string) => string | undefined;
  readonly name: (object: string, row: Row) => string;
  /** `Reference.field` of what is found. */
  readonly field: string;
}

type Texts = Readonly<Record<string, unknown>> & { readonly Id: string };

/** Searches records for names of certificates. Two requests for each object. */
export async function searchTextFields<Row>(api: OrgApi, searched: Searched<Row>, found: Found): Promise<void> {
  const { what } = searched;
  const objects = [...searched.objects].sort();
  if (objects.length > most) {
    found.gap({
      status: 'failed',
      detail: `Of ${objects.length} ${what}s only ${most} were searched; look through the others yourself.`,
    });
  }
  const failures = new Map<string, OrgApiError>();
  await eachOf(objects.slice(0, most), atATime, async (object) => {
    try {
      await searchObject(api, object, searched, found);
    } catch (error) {
      if (!(error instanceof OrgApiError)) throw error;
      failures.set(object, error);
    }
  });
  // A package may keep its objects to itself: one sentence for all, however many.
  const [first] = failures.values();
  if (first) {
    const shown = `${[...failures.keys()].slice(0, 3).join(', ')}${failures.size > 3 ? ', …' : ''}`;
    found.gap(gapOf(first, `${plural(failures.size, what)} (${shown})`, permissions.readConfiguration, api));
  }
}

async function searchObject<Row>(
  api: OrgApi,
  object: string,
  { columns, nameIn, name, field: as }: Searched<Row>,
  found: Found,
): Promise<void> {
  const types = await api.fieldTypes(object);
  const fields = [...types].flatMap(([field, kind]) => (field.endsWith('__c') && textTypes.has(kind) ? [field] : []));
  if (fields.length === 0) return;
  for (const row of await api.query<Row & Texts>(`SELECT ${columns}, ${fields.join(', ')} FROM ${object}`)) {
    for (const field of fields) {
      const value = row[field];
      const holder = name(object, row);
      const type = as.slice(0, as.indexOf('.'));
      if (typeof value === 'string') found.search(value, { name: holder, field: `${type}.${field}`, id: row.Id });
      const target = nameIn(value, `${object} ${field}`);
      if (target !== undefined) found.refer({ name: holder, field: as, target, id: row.Id });
    }
  }
}
