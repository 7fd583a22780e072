import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  attemptsOf,
  identifierOf,
  isSuccessorOf,
  JournalError,
  nameSetKey,
  parseCertificates,
  readJournal,
  CertificateParseError,
} from '@cert-health/core';
import type { Attempts, Certificate, Holding, RotationEvent } from '@cert-health/core';
import { journalName } from '../execution/journal-file.ts';
import { keptFiles } from '../execution/rotation-folder.ts';

/** A rotation that has begun, wherever its state is kept. */
export interface PastRotation {
  readonly id: string;
  readonly events: readonly RotationEvent[];
  /** The chain that was signed or made, PEM. */
  readonly chain: string | undefined;
}

/** What earlier rotations say of a certificate. */
export interface Past {
  /** @param id Of the rotation that a plan of the certificate would have. */
  of(
    id: string,
    holding: Holding,
    leaf: Certificate | undefined,
  ): Pick<Attempts, 'failures'> & { readonly issuedLast?: Date };
}

/** The rotations that a folder keeps. A journal that cannot be read counts as none here: `rotate status` tells of it. */
export function rotationsIn(folder: string): PastRotation[] {
  return foldersIn(folder).flatMap((id) => {
    const path = join(folder, id, journalName);
    const text = textOf(path);
    if (text === undefined) return [];
    try {
      return [{ id, events: readJournal(text, path), chain: textOf(join(folder, id, keptFiles.chain)) }];
    } catch (error) {
      if (error instanceof JournalError) return [];
      throw error;
    }
  });
}

/**
 * Failures of the same rotation, and the last certificate for the same names or of the same line of records: one that a rotation
 * made of it, or of which it was made.
 */
export function pastOf(rotations: readonly PastRotation[]): Past {
  const attempts = new Map(rotations.map(({ id, events }) => [id, attemptsOf(events)]));
  const issued = rotations.flatMap(({ id, events, chain }) => {
    const at = attempts.get(id)?.signedAt;
    const [first] = events;
    if (!at || first?.type !== 'planned') return [];
    const leaf = leafOf(chain);
    return [{ at, plan: first.plan, names: leaf && namesOf(leaf) }];
  });
  return {
    of(id, holding, leaf) {
      const { failures } = attempts.get(id) ?? {};
      const names = leaf && namesOf(leaf);
      const last = issued
        .filter(
          ({ plan: { source, certificate, successor }, ...one }) =>
            (names !== undefined && one.names === names) ||
            (source === holding.source && (isSame(certificate, holding.name) || isSame(successor ?? '', holding.name))),
        )
        .reduce<Date | undefined>((best, { at }) => (best && best >= at ? best : at), undefined);
      return { ...(failures ? { failures } : {}), ...(last ? { issuedLast: last } : {}) };
    },
  };
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

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort();
  } catch {
    return [];
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
