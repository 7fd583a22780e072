import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CertificateParseError, identifierOf, isSuccessorOf, nameSetKey, parseCertificates } from '@cert-health/core';
import type { Certificate, DueRequest, Holding, RotationStanding } from '@cert-health/core';
import { keptFiles } from '../execution/rotation-folder.ts';
import type { KeptRotation } from '../home/rotation-home.ts';

/** A rotation that is kept, wherever that is. */
export type PastRotation = Pick<KeptRotation, 'id' | 'standing'>;

/** What earlier rotations say of a certificate. */
export interface Past {
  /** @param id Of the rotation that a plan of the certificate would have. */
  of(id: string, holding: Holding, leaf: Certificate | undefined): Pick<DueRequest, 'failures' | 'issuedLast'>;
}

/**
 * Failures of the same rotation, and the last certificate for the same names or of the same line of records: one that a rotation
 * made of it, or of which it was made.
 *
 * @param folder Where rotations lie on this machine: names are read from the chains that are there. Without one the line tells.
 */
export function pastOf(rotations: readonly PastRotation[], folder: string): Past {
  const byId = new Map(rotations.map((one) => [one.id, one.standing]));
  const issued = rotations.flatMap(({ id, standing }) => {
    const at = standing && signedAt(standing);
    if (!at) return [];
    const leaf = leafOf(textOf(join(folder, id, keptFiles.chain)));
    return [{ id, at, plan: standing.plan, names: leaf && namesOf(leaf) }];
  });
  return {
    of(id, holding, leaf) {
      const failures = failuresOf(byId.get(id));
      const names = leaf && namesOf(leaf);
      const last = issued
        .filter(
          ({ plan: { source, certificate, successor }, ...one }) =>
            // Its own rotation is gone on with, or over.
            one.id !== id &&
            ((names !== undefined && one.names === names) ||
              (source === holding.source &&
                (isSame(certificate, holding.name) || isSame(successor ?? '', holding.name)))),
        )
        .reduce<Date | undefined>((best, { at }) => (best && best >= at ? best : at), undefined);
      return { ...(failures ? { failures } : {}), ...(last ? { issuedLast: last } : {}) };
    },
  };
}

/** Of the step that failed last, since it got on; what is undone fails no more. */
function failuresOf(standing: RotationStanding | undefined): DueRequest['failures'] {
  const failed = standing?.undoing === false ? standing.steps.find(({ state }) => state === 'failed') : undefined;
  if (failed?.at === undefined) return undefined;
  return { count: failed.failures ?? 1, last: new Date(failed.at) };
}

/** When its chain was signed; what was signed stays signed, also where the rest is undone. */
function signedAt({ steps }: RotationStanding): Date | undefined {
  const signed = steps.find(({ id, state }) => id === 'sign' && state === 'done');
  return signed?.at === undefined ? undefined : new Date(signed.at);
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase() || isSuccessorOf(other, one) || isSuccessorOf(one, other);
}

/** Host names that a certificate is for, in one text; undefined: none, as of clients. */
function namesOf({ subject, extensions }: Certificate): string | undefined {
  const written = (extensions.subjectAltName ?? []).map(({ value }) => value);
  const all = written.length > 0 ? written : [subject.get('CN') ?? ''];
  const identifiers = all.flatMap((name) => identifierOf(name) ?? []);
  return identifiers.length === 0 ? undefined : nameSetKey(identifiers);
}

function leafOf(chain: string | undefined): Certificate | undefined {
  if (chain === undefined) return undefined;
  try {
    return parseCertificates(chain)[0];
  } catch (error) {
    if (error instanceof CertificateParseError) return undefined;
    throw error;
  }
}

/** Undefined: it is not there, or cannot be read. */
function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
