import type { Connection } from '@salesforce/core';
import type { Certificate } from '@cert-health/core';
import type { OrgApi } from '../../org/api.ts';
import { OrgApiError } from '../../org/api.ts';
import { answer } from '../../org/connection.ts';
import { certificatesIn } from './certificates-in.ts';
import { StepProblem } from './step-problem.ts';

/** A certificate that a user logs in with. */
export interface UserCertificate {
  readonly id: string;
  readonly name: string;
  /** Id of the user. */
  readonly userId: string;
  /** Empty: it could not be read. */
  readonly chain: readonly Certificate[];
}

/** What is asked of the records of UserAuthCertificate, and done to them. */
export interface UserCertificates {
  /** The records of these names, by name in lower case. */
  find(names: readonly string[]): Promise<ReadonlyMap<string, UserCertificate>>;
  user(id: string): Promise<{ readonly username: string; readonly isActive: boolean } | undefined>;
  /** @param added `chain` is PEM, leaf first. */
  add(added: {
    readonly name: string;
    readonly label: string;
    readonly userId: string;
    readonly chain: string;
  }): Promise<void>;
  remove(id: string): Promise<void>;
}

const object = 'UserAuthCertificate';

interface Row {
  readonly Id: string;
  readonly DeveloperName: string;
  /** Address of the body, or the body. */
  readonly CertificateChain: string | null;
  readonly [field: string]: string | null;
}

/**
 * The records over a log-in. Object Reference, UserAuthCertificate: create and delete, with Manage Internal Users.
 *
 * unverified: that the field which the Object Reference prints as `UserID` is called so; the spelling is taken from the
 * org's own description.
 */
export function userCertificates(api: OrgApi, connection: Connection): UserCertificates {
  const root = `${api.instanceUrl}/services/data/v${connection.getApiVersion()}/sobjects/${object}`;
  let field: Promise<string> | undefined;
  const userField = (): Promise<string> => (field ??= userFieldOf(api));
  const request = (method: 'POST' | 'DELETE', url: string, body?: object): Promise<unknown> =>
    answer(
      connection.request({
        method,
        url,
        ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      }),
    );
  return {
    async find(names) {
      const user = await userField();
      const quoted = names.map((name) => `'${name.replaceAll(/['\\]/g, String.raw`\$&`)}'`).join(', ');
      const rows = await api.query<Row>(
        `SELECT Id, DeveloperName, CertificateChain, ${user} FROM ${object} WHERE DeveloperName IN (${quoted})`,
      );
      const found = new Map<string, UserCertificate>();
      for (const row of rows) {
        const { CertificateChain: chain } = row;
        const body = chain?.startsWith('/') ? await api.getText(chain) : (chain ?? undefined);
        const name = row.DeveloperName;
        found.set(name.toLowerCase(), { id: row.Id, name, userId: row[user] ?? '', chain: certificatesIn(body) });
      }
      return found;
    },
    async user(id) {
      if (!/^\w{15,18}$/.test(id)) return undefined;
      const [row] = await api.query<{ readonly Username: string; readonly IsActive: boolean }>(
        `SELECT Username, IsActive FROM User WHERE Id = '${id}' LIMIT 1`,
      );
      return row && { username: row.Username, isActive: row.IsActive };
    },
    async add({ name, label, userId, chain }) {
      await request('POST', root, {
        DeveloperName: name,
        MasterLabel: label,
        [await userField()]: userId,
        CertificateChain: Buffer.from(chain).toString('base64'),
      });
    },
    async remove(id) {
      await request('DELETE', `${root}/${id}`);
    },
  };
}

async function userFieldOf(api: OrgApi): Promise<string> {
  try {
    const field = [...(await api.fieldTypes(object)).keys()].find((name) => name.toLowerCase() === 'userid');
    if (field !== undefined) return field;
  } catch (error) {
    if (!(error instanceof OrgApiError) || error.code !== 'NOT_FOUND') throw error;
    throw new StepProblem(
      'The org does not show certificates that users log in with: switch on "Let users authenticate with a certificate" in Setup > Identity Verification, and give the user the permission "Manage Internal Users".',
    );
  }
  throw new StepProblem(
    'The org does not tell whose a certificate is, so that no other can be added for the same user.',
  );
}
