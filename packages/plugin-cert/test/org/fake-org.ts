import { OrgApiError } from '../../src/org/api.ts';
import type { ListedComponent, OrgApi } from '../../src/org/api.ts';
import { OwnPermissions } from '../../src/org/own-permissions.ts';
import type { PermissionField } from '../../src/org/own-permissions.ts';

/** What a fake org answers; a function may throw. Everything asked is recorded. */
export interface Answers {
  /**
   * What the user may do, by field of UserPermissionAccess: everything, but for what is false here. `unknown`: the org
   * does not say.
   */
  readonly may?: Readonly<Partial<Record<PermissionField, boolean>>> | 'unknown';
  readonly query?: (soql: string, api: 'data' | 'tooling') => unknown[] | Promise<unknown[]>;
  readonly getText?: (path: string) => string | undefined | Promise<string | undefined>;
  /** Fields by name with their types; names alone are texts. Objects that are not there are NOT_FOUND. */
  readonly fieldTypes?: (sobject: string) => readonly string[] | Readonly<Record<string, string>> | undefined;
  readonly objectNames?: () => string[];
  readonly customSettingNames?: () => string[];
  readonly dailyRequests?: () => { max: number; remaining: number };
  /** Components by type and name. Their types are described and listed too, unless told otherwise. */
  readonly components?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly metadataTypes?: () => readonly string[];
  readonly listMetadata?: (types: readonly string[]) => ListedComponent[];
  readonly readMetadata?: (type: string, names: readonly string[]) => Record<string, unknown>[];
}

export interface FakeOrg extends OrgApi {
  readonly asked: readonly string[];
}

/** An org that answers what a test wants. */
export function fakeOrg(answers: Answers): FakeOrg {
  const asked: string[] = [];
  const { components = {} } = answers;
  const ask = <T>(what: string, answer: () => T | Promise<T>): Promise<T> => {
    asked.push(what);
    return new Promise((resolve) => resolve(answer()));
  };
  const list = (types: readonly string[]): ListedComponent[] =>
    types.flatMap((type) =>
      Object.keys(components[type] ?? {}).map((fullName) => ({
        type,
        fullName,
        id: `id of ${fullName}`,
        installed: fullName.includes('__'),
      })),
    );
  const read = (type: string, names: readonly string[]): Record<string, unknown>[] =>
    names.flatMap((fullName) => {
      const values = components[type]?.[fullName];
      return values ? [{ fullName, ...values }] : [];
    });
  return {
    asked,
    username: 'admin@example.com',
    instanceUrl: 'https://example.my.salesforce.com',
    organizationId: '00D000000000001EAA',
    query: <T>(soql: string, api: 'data' | 'tooling' = 'data') =>
      ask(`${api}: ${soql}`, async () =>
        soql.includes('FROM UserPermissionAccess')
          ? (permissionsIn(soql, answers.may) as T[])
          : (((await answers.query?.(soql, api)) ?? []) as T[]),
      ),
    getText: (path) => ask(`get: ${path}`, () => answers.getText?.(path)),
    fieldTypes: (sobject) =>
      ask(`describe: ${sobject}`, () => {
        const fields = answers.fieldTypes?.(sobject) ?? refuse('NOT_FOUND');
        return new Map(Array.isArray(fields) ? fields.map((field) => [field, 'string']) : Object.entries(fields));
      }),
    objectNames: () => ask('objects', () => answers.objectNames?.() ?? []),
    // One answer of the org has both.
    customSettingNames: () => ask('settings', () => (answers.objectNames?.(), answers.customSettingNames?.() ?? [])),
    dailyRequests: () => ask('limits', () => answers.dailyRequests?.() ?? { max: 100_000, remaining: 90_000 }),
    metadataTypes: () => ask('types', () => new Set(answers.metadataTypes?.() ?? Object.keys(components))),
    listMetadata: (types) => ask(`list: ${types.join(',')}`, () => (answers.listMetadata ?? list)(types)),
    readMetadata: (type, names) =>
      ask(`read: ${type} ${names.join(',')}`, () => (answers.readMetadata ?? read)(type, names)),
  };
}

function permissionsIn(soql: string, may: Answers['may'] = {}): object[] {
  if (may === 'unknown') return [];
  const asked = soql.matchAll(/Permissions\w+/g);
  return [Object.fromEntries([...asked].map(([field]) => [field, may[field as PermissionField] ?? true]))];
}

/** Throws what a real org would. */
export function refuse(code: string, message = 'no'): never {
  throw new OrgApiError(code, message);
}

/** An org as the readers take it that need no more. */
export function asking(answers: Answers): { readonly api: FakeOrg; readonly permissions: OwnPermissions } {
  const api = fakeOrg(answers);
  return { api, permissions: new OwnPermissions(api) };
}
