import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PracticeOrgOptions } from '../../src/index.ts';
import { quietHarbor } from '../../src/index.ts';
import type { Answer, OrgClient } from '../org-client.ts';
import { startOrg } from '../org-client.ts';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../../..');
export const appFolder = path.join(root, 'force-app', 'main');
export const connectionFolder = path.join(root, 'config', 'connection');

/** What a component is told when Apex refuses. */
export interface Refusal {
  readonly body: { readonly message: string; readonly exceptionType?: string };
}

export type Row = Readonly<Record<string, unknown>>;

/** An org with the app in it, and the ways in which its components and the tests talk to it. */
export interface AppOrg extends OrgClient {
  /** The answer of an Apex method; fails the test when it is refused. */
  apex<T = readonly Row[]>(method: string, given?: object): Promise<T>;
  /** All rows of a list that comes in pages. */
  rows<T = Row>(method: string, given?: object): Promise<readonly T[]>;
  /** The sentence with which a method refuses; fails the test when it answers. */
  refusal(method: string, given?: object): Promise<string>;
  control(what: 'sample' | 'user' | 'faults', body: object): Promise<Answer>;
}

export async function startAppOrg(options: PracticeOrgOptions = {}): Promise<AppOrg> {
  const org = await startOrg({ seed: quietHarbor, appFolder, connectionFolder, ...options });
  const apex = async <T>(method: string, given: object = {}): Promise<T> => {
    const answer = await org.request('POST', `/apex/${method}`, given);
    if (answer.status !== 200) throw new Error(answer.text);
    return answer.json() as T;
  };
  return {
    ...org,
    apex,
    rows: async <T>(method: string, given: object = {}) => {
      const all: T[] = [];
      for (let afterId: string | null | undefined; afterId !== null;) {
        const page: { rows: T[]; nextAfter: string | null } = await apex(method, { ...given, afterId });
        all.push(...page.rows);
        afterId = page.nextAfter;
      }
      return all;
    },
    refusal: async (method, given = {}) => {
      const answer = await org.request<Refusal>('POST', `/apex/${method}`, given);
      if (answer.status !== 500) throw new Error(`${answer.status} ${answer.text}`);
      return answer.json().body.message;
    },
    control: (what, body) => org.request('POST', `/practice-org/${what}`, body),
  };
}
