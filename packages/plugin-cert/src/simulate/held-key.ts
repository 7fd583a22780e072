import type { Connection } from '@salesforce/core';
import { heldChain, isPending } from '@cert-health/core';
import type { Certificate, ClientKey, Holding, NotKnown, OutboundClient } from '@cert-health/core';
import type { OrgApi } from '../org/api.ts';
import { readCertificates as readOfOrg, sourceOfEmpty } from '../org/certificates.ts';
import type { ReadCertificates } from '../org/certificates.ts';
import { MetadataReader } from '../org/metadata-reader.ts';
import { OwnPermissions } from '../org/own-permissions.ts';
import { readPermissionGrants } from '../org/permission-grants.ts';
import { readCertificates as readOfProject } from '../project/certificates.ts';
import { ask } from './asked-org.ts';
import { requireAnswer, unknownBy } from './org-facts.ts';
import { metadataIn } from './project-metadata.ts';

/** Where certificates with keys are looked for. */
export interface KeyPlaces {
  readonly connection?: Connection | undefined;
  readonly sourceDirs: readonly string[];
}

/** Certificate and Key Management of an org, or what a project describes of it. */
export interface HeldKeys {
  readonly where: 'org' | 'project';
  readonly holdings: readonly Holding[];
  /** Why there may be others. */
  readonly gap?: NotKnown;
  /** Why bodies may be missing. */
  readonly bodies?: NotKnown;
}

/**
 * The certificates whose keys the org holds; a project only describes them.
 *
 * @throws {OrgSilentError}
 */
export async function heldKeys({ connection, sourceDirs }: KeyPlaces): Promise<HeldKeys> {
  return connection ? ask(connection, ofOrg) : ofProject(sourceDirs);
}

async function ofOrg(api: OrgApi): Promise<HeldKeys> {
  await requireAnswer(api);
  const permissions = new OwnPermissions(api);
  const read = await readOfOrg({ api, permissions });
  const { sources, holdings } = read === 'empty' ? await ofEmpty(api, permissions) : read;
  const [list, bodies] = sources;
  return {
    where: 'org',
    holdings,
    ...(list && list.status !== 'read' ? { gap: unknownBy(list) } : {}),
    ...(bodies && bodies.status !== 'read' ? { bodies: unknownBy(bodies) } : {}),
  };
}

async function ofEmpty(api: OrgApi, permissions: OwnPermissions): Promise<ReadCertificates> {
  const metadata = new MetadataReader(api, ['Certificate'], permissions);
  const grants = readPermissionGrants({ api, permissions });
  return { sources: [await sourceOfEmpty({ api, permissions, metadata, grants }, [])], holdings: [] };
}

function ofProject(folders: readonly string[]): HeldKeys {
  const { files, problems } = metadataIn(folders, ['crt']);
  const { holdings, source } = readOfProject(files, new Set());
  const gaps = [...problems, ...(source.status === 'read' ? [] : [source.detail])];
  return {
    where: 'project',
    holdings,
    ...(gaps.length > 0 ? { gap: { kind: 'unknown', reason: gaps.join(' ') } } : {}),
  };
}

/** The client certificate of that name, as it would be shown. */
export function clientByName(name: string, keys: HeldKeys): OutboundClient {
  const holding = keys.holdings.find((one) => one.name === name);
  if (!holding) return { key: absent(name, keys), certificates: [] };
  const { certificates, unreadable } = holding;
  const body = { certificates, ...(certificates.length === 0 ? { unread: unreadBody(unreadable, keys) } : {}) };
  return { key: keyOf(holding, keys.where), ...body };
}

/** Where the key of a certificate is that came without it. */
export function keyOfCertificate(leaf: Certificate, keys: HeldKeys): ClientKey {
  const holding = keys.holdings.find(
    ({ certificates }) => heldChain(certificates)?.leaf.fingerprint === leaf.fingerprint,
  );
  if (holding) return keyOf(holding, keys.where);
  const unread = keys.gap ?? keys.bodies;
  if (unread) return unread;
  return {
    kind: 'absent',
    reason: `No certificate of the ${keys.where} is the one of the file.`,
    remedy:
      'An admin: upload this certificate to the record that made its request, or name the one that the org holds with --cert NAME.',
  };
}

function keyOf(holding: Holding, where: HeldKeys['where']): ClientKey {
  if (isPending(holding)) return { kind: 'pending', name: holding.name };
  if (where === 'org') return { kind: 'held', name: holding.name };
  return {
    kind: 'unknown',
    reason: `The project describes ${holding.name}; whether the org that it goes to holds its key a project does not tell.`,
    remedy: 'You: name the org with --target-org.',
  };
}

function absent(name: string, { where, holdings, gap }: HeldKeys): ClientKey {
  if (gap) return gap;
  const names = holdings.map((one) => one.name);
  const shown = names.slice(0, 8).join(', ') + (names.length > 8 ? ', …' : '');
  return {
    kind: 'absent',
    reason: `The ${where} has no certificate ${name} with a key; it has ${shown || 'none'}.`,
    remedy:
      'An admin: create or import it in Setup > Certificate and Key Management, or correct the name where it is used.',
  };
}

function unreadBody(unreadable: string | undefined, { bodies }: HeldKeys): NotKnown {
  return bodies ?? { kind: 'unknown', reason: unreadable ?? 'The certificate itself is not at hand.' };
}
