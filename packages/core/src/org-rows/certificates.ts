import type { Holding, Source } from '../inventory/index.ts';
import { readBody } from './body.ts';

/** A row of the Tooling object Certificate. Fields that only newer versions or some orgs know may be missing. */
export interface CertificateRow {
  readonly Id: string;
  readonly DeveloperName: string;
  readonly MasterLabel?: string | null;
  /** A day without a time. */
  readonly ExpirationDate?: string | null;
  readonly KeySize?: number | null;
  readonly CreatedDate?: string | null;
  readonly OptionsIsCaSigned?: boolean;
  readonly OptionsIsPrivateKeyExportable?: boolean;
  /** A CA-signed certificate that waits for its signed chain (Tooling API guide, Certificate). */
  readonly OptionsIsUnusable?: boolean;
  /** Address of the body; undocumented, but in the Tooling WSDL and in use. */
  readonly CertificateChain?: string | null;
}

/** PEM text of a certificate, or why there is none. */
export type BodyText = { readonly text: string } | { readonly unreadable: string };

export const certificatesSource = { id: 'org.certificates', label: 'Certificate and Key Management' } as const;

export const bodiesSource = {
  id: 'org.certificate-bodies',
  label: 'Content of the certificates in Certificate and Key Management',
} as const;

/**
 * One row a name, in the order of names, which are compared without case. The Tooling API also returns deleted
 * certificates (unverified), and a name may have been used before: the newest counts.
 *
 * @param rows Newest first where they do not tell when they were made.
 */
export function newestOfEachName<Row extends Pick<CertificateRow, 'DeveloperName' | 'CreatedDate'>>(
  rows: readonly Row[],
): Row[] {
  const byName = new Map<string, Row>();
  for (const row of rows) {
    const name = row.DeveloperName.toLowerCase();
    const known = byName.get(name);
    if (!known || madeAt(row) > madeAt(known)) byName.set(name, row);
  }
  return [...byName.values()].sort((a, b) => (a.DeveloperName < b.DeveloperName ? -1 : 1));
}

function madeAt({ CreatedDate: made }: Pick<CertificateRow, 'CreatedDate'>): number {
  const time = Date.parse(made ?? '');
  return Number.isNaN(time) ? Number.NEGATIVE_INFINITY : time;
}

/** The list as it was read. */
export function listedCertificates(rows: readonly CertificateRow[]): Source {
  return { ...certificatesSource, status: 'read', items: rows.length, detail: `${rows.length} listed.` };
}

/** The bodies of a list as they were read; whoever read them says what was missing. */
export function bodiesThatWereRead(rows: readonly CertificateRow[], bodies: ReadonlyMap<string, BodyText>): Source {
  const items = readable(bodies);
  return { ...bodiesSource, status: 'read', items, detail: `${items} of ${rows.length} could be read.` };
}

export function readable(bodies: ReadonlyMap<string, BodyText>): number {
  return [...bodies.values()].filter((body) => 'text' in body).length;
}

/** Why an org gives no body for a certificate that it lists. */
export function bodyNotGiven(row: Pick<CertificateRow, 'OptionsIsUnusable'>): BodyText {
  return {
    unreadable: row.OptionsIsUnusable
      ? 'The org gives no signing request for it; download it in Setup, Certificate and Key Management.'
      : 'The org gives no content for it, as for a certificate that was deleted; look in Setup whether it is still there.',
  };
}

/** A certificate whose private key the org holds (Setup, Certificate and Key Management). */
export function keyPairOf(row: CertificateRow, body: BodyText | undefined): Holding {
  const content = body && 'text' in body ? readBody(body.text) : undefined;
  const unreadable = content
    ? content.request
      ? undefined
      : content.problem
    : (body as { unreadable?: string } | undefined)?.unreadable;
  const requested = content !== undefined && content.saysRequest && content.certificates.length === 0;
  const pending = row.OptionsIsUnusable === true || requested;
  return {
    source: certificatesSource.id,
    name: row.DeveloperName,
    label: row.MasterLabel || row.DeveloperName,
    id: row.Id,
    kind: 'keyPair',
    certificates: content?.certificates ?? [],
    ...(pending || content?.request ? { pendingSignature: true } : {}),
    ...(content?.request ? { request: content.request } : {}),
    ...(unreadable ? { unreadable } : {}),
    record: recordOf(row),
  };
}

function recordOf(row: CertificateRow): NonNullable<Holding['record']> {
  const expires = row.ExpirationDate ? new Date(row.ExpirationDate) : undefined;
  const created = row.CreatedDate ? new Date(row.CreatedDate) : undefined;
  return {
    ...(expires && !Number.isNaN(expires.getTime()) ? { expirationDate: expires } : {}),
    ...(created && !Number.isNaN(created.getTime()) ? { createdDate: created } : {}),
    ...(typeof row.KeySize === 'number' ? { keySize: row.KeySize } : {}),
    ...(typeof row.OptionsIsCaSigned === 'boolean' ? { caSigned: row.OptionsIsCaSigned } : {}),
    ...(typeof row.OptionsIsPrivateKeyExportable === 'boolean'
      ? { privateKeyExportable: row.OptionsIsPrivateKeyExportable }
      : {}),
  };
}
