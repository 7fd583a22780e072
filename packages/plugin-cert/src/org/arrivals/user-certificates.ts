import { fullNameOf } from '@cert-health/core';
import type { NamedRow } from '@cert-health/core';
import { permissions } from '../access.ts';
import type { OrgApi } from '../api.ts';
import { textOf } from '../component.ts';
import { eachOf } from '../each-of.ts';
import { confirmEmpty } from '../empty-list.ts';
import type { Found } from '../found.ts';
import { explainHidden } from '../hidden-object.ts';
import type { OrgReader, PlaceReader } from '../place-reader.ts';
import { shownFields } from '../shown-fields.ts';

const type = 'UserAuthCertificate';
const hideable = {
  what: 'certificates that users log in with',
  permission: permissions.readUserCertificates,
  fields: ['PermissionsManageInternalUsers'],
} as const;
/** Bodies asked for at a time. */
const atATime = 4;

interface CertificateRow extends NamedRow {
  readonly MasterLabel: string | null;
  readonly ExpirationDate: string | null;
  /** Address of the body. */
  readonly CertificateChain: string | null;
}

const soql = 'SELECT Id, DeveloperName, MasterLabel, ExpirationDate, CertificateChain FROM UserAuthCertificate';

/** Certificates that people log in with (Object Reference, UserAuthCertificate), or as metadata where that is all. */
export const userCertificates: PlaceReader = {
  place: 'user-certificates',
  metadata: [type],
  async read(org, found) {
    if (await readRecords(org, found)) return;
    const answer = await org.metadata.all(type, hideable.what);
    if (!answer.known) return explainHidden(org, hideable, found);
    const components = found.take(answer);
    if (components.length === 0 && answer.gaps.length === 0) await confirmEmpty(org, hideable, found);
    for (const component of components) {
      const { fullName: name, id } = component;
      const about = { name, label: textOf(component, 'masterLabel') ?? name, field: `${type}.content`, id };
      const content = textOf(component, 'content');
      const record = recordOf(textOf(component, 'expirationDate'));
      carry(found, { ...about, record }, content && Buffer.from(content, 'base64').toString('latin1'));
    }
  },
};

/** @returns false when the org does not show the object. */
async function readRecords(org: OrgReader, found: Found): Promise<boolean> {
  const { api } = org;
  const rows = await found.attempt(hideable.what, hideable.permission, async () =>
    (await shownFields(api, type)) ? api.query<CertificateRow>(soql) : null,
  );
  if (rows === null) return false;
  if (rows?.length === 0) await confirmEmpty(org, { ...hideable, described: true }, found);
  await eachOf(rows ?? [], atATime, async (row) => {
    const name = fullNameOf(row);
    const about = { name, label: row.MasterLabel || name, field: `${type}.content`, id: row.Id };
    const body = await found.attempt(hideable.what, hideable.permission, () => bodyOf(api, row));
    carry(found, { ...about, record: recordOf(row.ExpirationDate) }, body);
  });
  return true;
}

type Carried = Parameters<Found['carry']>[0] & { record: { expirationDate?: Date } };

function carry(found: Found, carried: Carried, body: string | undefined): void {
  found.carry(carried, body ?? { certificates: [], unreadable: 'The org gives no content for it; look in Setup.' });
}

/** REST gives a base64 field as an address; a text that is no path is taken for the body itself. */
async function bodyOf(api: OrgApi, { CertificateChain: chain }: CertificateRow): Promise<string | undefined> {
  return chain?.startsWith('/') ? await api.getText(chain) : (chain ?? undefined);
}

function recordOf(text: string | null | undefined): { expirationDate?: Date } {
  const expires = new Date(text ?? '');
  return Number.isNaN(expires.getTime()) ? {} : { expirationDate: expires };
}
