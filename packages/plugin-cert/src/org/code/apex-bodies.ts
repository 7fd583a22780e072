import { fullNameOf } from '@cert-health/core';
import type { ApexSource } from '../../apex/apex-code.ts';
import type { OrgApi } from '../api.ts';

/** Classes or triggers that one query asks for: their bodies come along, up to a million characters each. */
const pageSize = 200;

/** A class or trigger of the org whose text can be read. */
export interface ApexBody extends ApexSource {
  readonly id: string;
  readonly name: string;
  /** `ApexClass` or `ApexTrigger`. */
  readonly type: ApexType;
  /** A trigger that is switched off: nothing runs it. */
  readonly isOff?: true;
}

export type ApexType = 'ApexClass' | 'ApexTrigger';

/** What the org shows of a type of code. */
export interface ReadBodies {
  readonly bodies: readonly ApexBody[];
  /** Names of those that are listed without their text. */
  readonly hidden: readonly string[];
}

interface BodyRow {
  readonly Id: string;
  readonly Name: string;
  readonly NamespacePrefix: string | null;
  readonly Body: string | null;
  /** Of triggers. */
  readonly Status?: string | null;
}

/**
 * All code of a type that is not hidden by a managed package, a bounded page a query (Tooling API, ApexClass.Body).
 *
 * @throws {OrgApiError}
 */
export async function apexBodies(api: OrgApi, type: ApexType): Promise<ReadBodies> {
  const bodies: ApexBody[] = [];
  const hidden: string[] = [];
  const fields = `Id, Name, NamespacePrefix, Body${type === 'ApexTrigger' ? ', Status' : ''}`;
  let after = '';
  for (;;) {
    const from = after ? ` AND Id > '${after}'` : '';
    const page = await api.query<BodyRow>(
      `SELECT ${fields} FROM ${type} WHERE ManageableState != 'installed'${from} ORDER BY Id LIMIT ${pageSize}`,
      'tooling',
    );
    for (const row of page) {
      const body = bodyOf(type, row);
      if (body) bodies.push(body);
      else hidden.push(fullNameOf({ DeveloperName: row.Name, NamespacePrefix: row.NamespacePrefix }));
    }
    const last = page.at(-1)?.Id;
    // A page that does not go on would be asked for for ever.
    if (page.length < pageSize || last === undefined || last === after) return { bodies, hidden };
    after = last;
  }
}

function bodyOf(
  type: ApexType,
  { Id: id, Name, NamespacePrefix, Body: source, Status }: BodyRow,
): ApexBody | undefined {
  if (!source || source === '(hidden)') return undefined;
  const name = fullNameOf({ DeveloperName: Name, NamespacePrefix });
  const folder = NamespacePrefix ? `${NamespacePrefix}/` : '';
  const path = type === 'ApexClass' ? `classes/${folder}${Name}.cls` : `triggers/${folder}${Name}.trigger`;
  return { id, name, type, path, source, ...(Status && Status !== 'Active' ? { isOff: true } : {}) };
}
