import { bodiesSource, bodiesThatWereRead, bodyNotGiven, readable } from '@cert-health/core';
import type { BodyText, CertificateRow, Source } from '@cert-health/core';
import { isDenied, isSessionExpired, permissions, sentenceOf } from './access.ts';
import type { OrgApi } from './api.ts';
import { OrgApiError } from './api.ts';
import { eachOf } from './each-of.ts';

/** Bodies asked for at a time: enough to hide the latency, few enough not to be taken for an attack. */
const atATime = 8;
/** Names that one readMetadata call may carry (Metadata API Developer Guide, readMetadata()). */
const namesACall = 10;

/**
 * Bodies by DeveloperName. Each is asked for by itself through the address that the query gave; those that cannot be
 * had that way are read through the Metadata API, ten a call, which takes a stronger permission.
 *
 * @throws {OrgApiError} only when the session is over.
 */
export async function readCertificateBodies(
  api: OrgApi,
  rows: readonly CertificateRow[],
): Promise<{ readonly bodies: ReadonlyMap<string, BodyText>; readonly source: Source }> {
  const bodies = new Map<string, BodyText>();
  const missing: CertificateRow[] = [];
  await eachOf(rows, atATime, async (row) => {
    const text = await downloaded(api, row);
    if (text === undefined) missing.push(row);
    else bodies.set(row.DeveloperName, { text });
  });
  const trouble = missing.length > 0 ? await readThroughMetadata(api, missing, bodies) : undefined;
  if (trouble) return { bodies, source: { ...bodiesSource, ...trouble, items: readable(bodies) } };
  return { bodies, source: bodiesThatWereRead(rows, bodies) };
}

async function downloaded(api: OrgApi, row: CertificateRow): Promise<string | undefined> {
  if (!row.CertificateChain) return undefined;
  try {
    return await api.getText(row.CertificateChain);
  } catch (error) {
    if (isSessionExpired(error) || !(error instanceof OrgApiError)) throw error;
    return undefined;
  }
}

type Trouble = Pick<Source, 'status' | 'detail' | 'permission'>;

/** Adds what the Metadata API knows of these rows; returns what kept it from knowing. */
async function readThroughMetadata(
  api: OrgApi,
  rows: readonly CertificateRow[],
  bodies: Map<string, BodyText>,
): Promise<Trouble | undefined> {
  for (let start = 0; start < rows.length; start += namesACall) {
    const batch = rows.slice(start, start + namesACall);
    try {
      const components = await api.readMetadata(
        'Certificate',
        batch.map((row) => row.DeveloperName),
      );
      const contents = new Map(components.map((component) => [component['fullName'], contentOf(component)]));
      for (const row of batch) bodies.set(row.DeveloperName, contents.get(row.DeveloperName) ?? bodyNotGiven(row));
    } catch (error) {
      if (isSessionExpired(error) || !(error instanceof OrgApiError)) throw error;
      const trouble = troubleOf(error, api);
      for (const row of rows.slice(start)) bodies.set(row.DeveloperName, { unreadable: unreadableBy(trouble) });
      return trouble;
    }
  }
  return undefined;
}

function contentOf(component: Record<string, unknown>): BodyText | undefined {
  const content = component['content'];
  if (typeof content !== 'string' || content === '') return undefined;
  return { text: Buffer.from(content, 'base64').toString('latin1') };
}

function troubleOf(error: OrgApiError, api: OrgApi): Trouble {
  if (!isDenied(error)) return { status: 'failed', detail: sentenceOf(error, api) };
  const permission = permissions.readMetadata;
  return {
    status: 'denied',
    detail: `Content could not be downloaded, and reading it as metadata needs "${permission}"; give ${api.username} that permission and run again.`,
    permission,
  };
}

function unreadableBy(trouble: Trouble): string {
  return trouble.permission
    ? `body not readable: needs "${trouble.permission}"`
    : `body not readable: ${trouble.detail}`;
}
