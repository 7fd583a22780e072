import { OrgApiError } from '../../src/org/api.ts';
import type { OrgApi } from '../../src/org/api.ts';

/** What a fake org answers; a function may throw. Everything asked is recorded. */
export interface Answers {
  readonly query?: (soql: string, api: 'data' | 'tooling') => unknown[];
  readonly getText?: (path: string) => string | undefined | Promise<string | undefined>;
  readonly fieldNames?: (sobject: string) => readonly string[];
  readonly readMetadata?: (type: string, names: readonly string[]) => Record<string, unknown>[];
}

export interface FakeOrg extends OrgApi {
  readonly asked: readonly string[];
}

/** An org that answers what a test wants. */
export function fakeOrg(answers: Answers): FakeOrg {
  const asked: string[] = [];
  return {
    asked,
    username: 'admin@example.com',
    instanceUrl: 'https://example.my.salesforce.com',
    organizationId: '00D000000000001EAA',
    query: <T>(soql: string, api: 'data' | 'tooling' = 'data') => {
      asked.push(`${api}: ${soql}`);
      return answered(() => (answers.query?.(soql, api) ?? []) as T[]);
    },
    getText: async (path) => {
      asked.push(`get: ${path}`);
      return answers.getText?.(path);
    },
    fieldNames: (sobject) => {
      asked.push(`describe: ${sobject}`);
      return answered(() => new Set(answers.fieldNames?.(sobject) ?? []));
    },
    readMetadata: (type, names) => {
      asked.push(`read: ${type} ${names.join(',')}`);
      return answered(() => answers.readMetadata?.(type, names) ?? []);
    },
  };
}

/** Throws what a real org would. */
export function refuse(code: string, message = 'no'): never {
  throw new OrgApiError(code, message);
}

function answered<T>(answer: () => T): Promise<T> {
  return new Promise((resolve) => resolve(answer()));
}
