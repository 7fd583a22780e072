/** The app's records for rotations: three objects with unique keys and the two rules that keep runs apart. */
import { newId } from './components.ts';
import type { Row } from './rows.ts';
import { rotationNeeds } from '../../../src/rotation/home/rotation-needs.ts';

interface Part {
  readonly method: string;
  readonly url: string;
  readonly referenceId: string;
  readonly body: Row;
}

class Refusal extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export class AppRecords {
  #rows = new Map<string, readonly Row[]>(rotationNeeds.map(({ object }) => [object, []]));

  has(object: string): boolean {
    return this.#rows.has(object);
  }

  of(object: string): readonly Row[] {
    return this.#rows.get(object) ?? [];
  }

  describe(object: string): object | undefined {
    const needs = rotationNeeds.find((one) => one.object === object);
    if (!needs) return undefined;
    const standard = ['Id', 'CreatedById', 'SystemModstamp'].map((name) => field(name, false));
    return { name: object, createable: true, fields: [...standard, ...needs.reads.map((name) => field(name, true))] };
  }

  /** All parts or none (REST API Developer Guide, Composite). */
  together(parts: readonly Part[], username: string): object {
    const before = this.#rows;
    const ids = new Map<string, string>();
    try {
      for (const part of parts) ids.set(part.referenceId, this.#write(part, ids, username));
    } catch (error) {
      this.#rows = before;
      if (!(error instanceof Refusal)) throw error;
      const failed = parts[ids.size];
      return {
        compositeResponse: parts.map((part) => ({
          referenceId: part.referenceId,
          httpHeaders: {},
          httpStatusCode: 400,
          body: [
            part === failed
              ? { errorCode: error.code, message: error.message }
              : {
                  errorCode: 'PROCESSING_HALTED',
                  message: 'The transaction was rolled back since another operation in the same transaction failed.',
                },
          ],
        })),
      };
    }
    return {
      compositeResponse: parts.map(({ referenceId, method }) => ({
        referenceId,
        httpHeaders: {},
        httpStatusCode: method === 'POST' ? 201 : 204,
        body: method === 'POST' ? { id: ids.get(referenceId), success: true, errors: [] } : null,
      })),
    };
  }

  #write({ method, url, body }: Part, ids: ReadonlyMap<string, string>, username: string): string {
    const [, object = '', path = ''] = /sobjects\/(\w+)\/?(.*)$/.exec(url) ?? [];
    const [first = '', key] = path.split('/').map(decodeURIComponent);
    const fields = Object.fromEntries(
      Object.entries(body).map(([name, value]) => [
        name,
        typeof value === 'string' ? value.replace(/^@\{(\w+)\.id\}$/, (_, part: string) => ids.get(part) ?? '') : value,
      ]),
    );
    const rows = this.#rows.get(object) ?? [];
    const there = key === undefined ? rows.find(({ Id }) => Id === first) : rows.find((row) => row[first] === key);
    if (method === 'PATCH' && key === undefined && !there)
      throw new Refusal('NOT_FOUND', 'The requested resource does not exist');
    const old = method === 'POST' ? undefined : there;
    if (old && object === 'CertHealth_Rotation__c') checkRules(old, fields);
    const row: Row = {
      Id: newId('a00'),
      CreatedBy: { Username: username },
      ...(key === undefined ? {} : { [first]: key }),
      ...old,
      ...fields,
      SystemModstamp: new Date().toISOString().replace('Z', '+0000'),
    };
    for (const unique of ['Key__c', 'Lock__c']) {
      const value = row[unique];
      if (typeof value !== 'string') continue;
      if (rows.some((one) => one !== old && String(one[unique]).toLowerCase() === value.toLowerCase())) {
        throw new Refusal('DUPLICATE_VALUE', `duplicate value found: ${unique}`);
      }
    }
    this.#rows = new Map(this.#rows).set(object, [...rows.filter((one) => one !== old), row]);
    return row['Id'] as string;
  }
}

function checkRules(old: Row, fields: Row): void {
  const last = Number(old['Last_Event__c'] ?? 0);
  const isCounted = 'Last_Event__c' in fields && fields['Last_Event__c'] !== last;
  if (isCounted && fields['Last_Event__c'] !== last + 1) {
    throw new Refusal('FIELD_CUSTOM_VALIDATION_EXCEPTION', 'Another run has added an event meanwhile.');
  }
  const { Runner__c: runner } = fields;
  if (runner && old['Runner__c'] && runner !== old['Runner__c'] && !isCounted) {
    throw new Refusal('FIELD_CUSTOM_VALIDATION_EXCEPTION', 'Another run carries this rotation out.');
  }
}

function field(name: string, isWritable: boolean): object {
  return { name, type: 'string', createable: isWritable, updateable: isWritable };
}
