import { caaObstacle } from '@cert-health/core';
import type { CaaRecord, Identifier } from '@cert-health/core';
import type { AcmeAuthoritySettings } from '../../../settings/authorities-shape.ts';
import type { Outside } from '../ports.ts';
import { Refused } from '../stopped.ts';
import type { Directory } from './directory.ts';
import { domainOf, methodFor } from './method.ts';

/**
 * Looks whether CAA records of the names let this authority issue to this account by this way of proof, before anything is
 * ordered: what the authority would find is told without spending an attempt. What cannot be told from here is left to it.
 *
 * @throws {Refused}
 * @source RFC 8659 section 3, RFC 8657
 */
export async function lookAtCaa(
  identifiers: readonly Identifier[],
  settings: AcmeAuthoritySettings,
  { caaIdentities }: Directory,
  account: string,
  outside: Outside,
  notes: string[],
): Promise<void> {
  // It does not say by which names it goes: nothing could be compared.
  if (caaIdentities.length === 0) return;
  for (const identifier of identifiers) {
    if (identifier.type !== 'dns') continue;
    const found = await relevantRecords(domainOf(identifier), outside);
    if ('problem' in found) {
      notes.push(
        `CAA records of ${identifier.value} could not be looked at (${found.problem}); the authority looks itself.`,
      );
      continue;
    }
    const obstacle = caaObstacle({
      records: found.records,
      wildcard: identifier.value.startsWith('*.'),
      identities: caaIdentities,
      account,
      method: methodFor(identifier, settings),
    });
    if (obstacle !== undefined) {
      throw new Refused(
        `${identifier.value} may not be certified: ${obstacle} (at ${found.at}). Whoever runs that domain in DNS has to change it first.`,
      );
    }
  }
}

type Found = { readonly records: readonly CaaRecord[]; readonly at: string } | { readonly problem: string };

/** The records of a name, else of the nearest name above it that has some (RFC 8659 section 3). */
async function relevantRecords(name: string, outside: Outside): Promise<Found> {
  const labels = name.split('.');
  for (const position of labels.keys()) {
    const at = labels.slice(position).join('.');
    try {
      const records = await outside.caa(at);
      if (records.length > 0) return { records, at };
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      return { problem: code ?? message };
    }
  }
  return { records: [], at: name };
}
